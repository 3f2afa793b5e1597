-- Printed amounts by id, in the order of $fact_ids, each with the words for what it measures and where it is printed.
with fact as (
    select
        fact_id, document_id, form, form_no, fiscal_year, stage, line_item, row_label, funding, category,
        coalesce(
            function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
        ) as subject_id, -- any of them names the row
        amount_kind, amount_yuan, low_yuan, high_yuan, printed_text, printed_scale,
        page, table_no, row_no, column_no
    from fact_expenditure
    where list_contains($fact_ids, fact_id)
    union all by name
    select
        fact_id, document_id, form, form_no, fiscal_year, stage, line_item, row_label, funding,
        coalesce(function_subject_id, revenue_source_subject_id) as subject_id,
        amount_kind, amount_yuan, low_yuan, high_yuan, printed_text, printed_scale,
        page, table_no, row_no, column_no
    from fact_revenue
    where list_contains($fact_ids, fact_id)
)
select
    fact.* exclude (subject_id),
    document.file_name,
    document.media_type = 'text/plain' as is_text,
    document_form.title,
    dim_subject.subject_code,
    dim_subject.subject_name,
    funding_measure.name_zh as funding_name,
    category_measure.name_zh as category_name
from fact
join document on document.document_id = fact.document_id
left join document_form on document_form.document_id = fact.document_id and document_form.form_no = fact.form_no
left join dim_subject on dim_subject.subject_id = fact.subject_id
left join dim_measure as funding_measure
    on funding_measure.measure_kind = 'funding' and funding_measure.measure_code = fact.funding
left join dim_measure as category_measure
    on category_measure.measure_kind = 'category' and category_measure.measure_code = fact.category
order by list_position($fact_ids, fact.fact_id)
