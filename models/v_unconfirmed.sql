-- Amounts that were read by OCR and that no identity confirms. One row a printed amount or a number of the narrative, with
-- its place. The analysts' views leave them out; whoever holds one against its page knows more than the identities do.
-- mismatch counts the comparisons that break with it, exact those that hold.
select
    evidence.evidence_id as fact_id,
    evidence.evidence_kind,
    evidence.document_id,
    document.file_name,
    document.unit_id,
    document.fiscal_year,
    document.stage,
    evidence.form,
    evidence.page,
    evidence.table_no,
    evidence.row_no,
    evidence.column_no,
    evidence.row_label,
    evidence.printed_text,
    evidence.printed_scale,
    evidence.amount_yuan,
    evidence.ocr_confidence,
    coalesce(check_ocr_amount.exact, 0) as exact,
    coalesce(check_ocr_amount.mismatch, 0) as mismatch
from v_evidence as evidence
join document using (document_id)
left join check_ocr_amount on check_ocr_amount.fact_id = evidence.evidence_id
where document.status = 'loaded'
    and evidence.ocr_confidence is not null
    and evidence.amount_yuan is not null
    and not coalesce(check_ocr_amount.is_confirmed, false)
