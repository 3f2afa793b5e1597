-- What comparisons cite, in the order of $evidence_ids, each with the words for what it is and where it is printed.
with detail as (
    select
        fact_id as evidence_id, fiscal_year, stage,
        coalesce(
            function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
        ) as subject_id -- any of them names the row
    from fact_expenditure
    where list_contains($evidence_ids, fact_id)
    union all by name
    select fact_id as evidence_id, fiscal_year, stage, coalesce(function_subject_id, revenue_source_subject_id) as subject_id
    from fact_revenue
    where list_contains($evidence_ids, fact_id)
    union all by name
    select fact_id as evidence_id, fiscal_year, stage, function_subject_id as subject_id
    from fact_project
    where list_contains($evidence_ids, fact_id)
    union all by name
    select fact_id as evidence_id, fiscal_year, stage from fact_indicator where list_contains($evidence_ids, fact_id)
    union all by name
    select fact_id as evidence_id, fiscal_year, stage from fact_procurement where list_contains($evidence_ids, fact_id)
    union all by name
    select fact_id as evidence_id, fiscal_year, stage from fact_asset where list_contains($evidence_ids, fact_id)
    union all by name
    select
        statement_id as evidence_id, fiscal_year, stage, section, percent_low, percent_high,
        coalesce(function_subject_id, economic_subject_id, three_public_subject_id) as subject_id
    from fact_statement
    where list_contains($evidence_ids, statement_id)
)
select
    evidence.*,
    detail.fiscal_year,
    detail.stage,
    detail.section,
    detail.percent_low,
    detail.percent_high,
    document.file_name,
    document.source_uri,
    document.media_type,
    document.media_type = 'text/plain' as is_text,
    document_form.title,
    document_form.state as form_state,
    document_form.empty_note,
    dim_subject.subject_code,
    dim_subject.subject_name,
    funding_measure.name_zh as funding_name,
    category_measure.name_zh as category_name
from v_evidence as evidence
join document on document.document_id = evidence.document_id
left join detail on detail.evidence_id = evidence.evidence_id
left join document_form
    on document_form.document_id = evidence.document_id and document_form.form_no = evidence.form_no
left join dim_subject on dim_subject.subject_id = detail.subject_id
left join dim_measure as funding_measure
    on funding_measure.measure_kind = 'funding' and funding_measure.measure_code = evidence.funding
left join dim_measure as category_measure
    on category_measure.measure_kind = 'category' and category_measure.measure_code = evidence.category
where list_contains($evidence_ids, evidence.evidence_id)
order by list_position($evidence_ids, evidence.evidence_id)
