-- Everything that a comparison or finding points at, by one id: printed amounts of all forms, indicators, numbers and words of the
-- narrative, and forms themselves (the id of a form is its document's and its ordinal).
select
    fact_id as evidence_id, 'expenditure' as evidence_kind, document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, line_item, row_label, funding, category, printed_text, printed_scale, amount_yuan, low_yuan, high_yuan,
    null::decimal(20, 4) as quantity, null as quantity_unit, null::decimal(18, 6) as percent, ocr_confidence
from fact_expenditure
union all
select
    fact_id, 'revenue', document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, line_item, row_label, funding, null, printed_text, printed_scale, amount_yuan, low_yuan, high_yuan,
    null, null, null, ocr_confidence
from fact_revenue
union all
select
    fact_id, 'project', document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, line_item, coalesce(project_name, row_label), funding, null, printed_text, printed_scale,
    amount_yuan, low_yuan, high_yuan, null, null, null, ocr_confidence
from fact_project
union all
select
    fact_id, 'indicator', document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, 'indicator', coalesce(level3_name, level2_name, level1_name), 'total', null, printed_text, printed_scale,
    amount_yuan, low_yuan, high_yuan, quantity, quantity_unit, null, ocr_confidence
from fact_indicator
union all
select
    fact_id, 'procurement', document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, line_item, coalesce(item_name, project_name, row_label), funding, null, printed_text, printed_scale,
    amount_yuan, low_yuan, high_yuan, quantity, quantity_unit, null, ocr_confidence
from fact_procurement
union all
select
    fact_id, 'asset', document_id, form, form_no, page, table_no, row_no, column_no,
    x0, y0, x1, y1, 'asset', row_label, 'total', null, printed_text, printed_scale, amount_yuan, low_yuan, high_yuan,
    quantity, quantity_unit, null, ocr_confidence
from fact_asset
union all
select
    statement_id, 'statement', document_id, null, null, page, null, null, null,
    x0, y0, x1, y1, slot, sentence, funding, category, printed_text, printed_scale, amount_yuan, low_yuan, high_yuan,
    quantity, quantity_unit, percent, ocr_confidence
from fact_statement
union all
select
    remark_id, 'remark', document_id, form, null, page, null, null, null,
    x0, y0, x1, y1, remark_kind, "text", 'total', null, coalesce("value", "text"), null, null, null, null,
    null, null, null, null
from document_remark
union all
select
    left(document_id, 16) || '-form-' || form_no, 'form', document_id, form, form_no, page_first, null, null, null,
    null, null, null, null, 'form', title, 'total', null, coalesce(empty_note, title, form), scale, null, null, null,
    null, null, null, null
from document_form
