-- id: Y08
-- zh: 科目编码在该年度的科目表中有效
-- en: Every subject is in force in the year of the document.
-- roles: expenditure; general_public; basic; revenue; summary
-- severity: warning from 2024-01-01
-- basis: 政府收支分类科目 of the year.
-- related: X14
-- assumes: National subjects down to 项 (economic: 款) by the code lists of data/reference; local subjects and those that no list holds are not judged, and money carried over keeps the subject it was granted under. One finding a document.
with used as (
    select document_id, fiscal_year, fact_id, unnest([
        function_subject_id, economic_subject_id, government_economic_subject_id
    ]) as subject_id
    from fact_expenditure
    where form <> 'carryover_expenditure' and not starts_with(funding, 'carryover')
    union all
    select document_id, fiscal_year, fact_id, function_subject_id
    from fact_revenue
    where not starts_with(funding, 'carryover')
),
judged as (
    select
        used.document_id,
        subject.subject_id,
        subject.subject_code || ' ' || subject.subject_name as subject,
        used.fiscal_year < subject.valid_from_year or used.fiscal_year > subject.valid_to_year as is_out_of_force,
        min(used.fact_id) as fact_id
    from used
    join disclosure using (document_id, fiscal_year)
    join dim_subject as subject on subject.subject_id = used.subject_id
    where subject.is_listed
        and not subject.is_local
        and subject.subject_code is not null
        and subject.valid_from_year is not null
        and length(subject.subject_code) <= case when subject.classification = 'function' then 7 else 5 end
    group by all
)
select
    document_id,
    null as form,
    'subjects' as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    (count(*) filter (is_out_of_force))::decimal(20, 2) as actual_yuan,
    (count(*) filter (is_out_of_force))::decimal(22, 4) as actual_low_yuan,
    (count(*) filter (is_out_of_force))::decimal(22, 4) as actual_high_yuan,
    count(*)::integer as addends,
    []::varchar[] as expected_fact_ids,
    coalesce(list_sort(list(fact_id) filter (is_out_of_force)), []) as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    '该年度科目表中没有：' || string_agg(subject, '、' order by subject) filter (is_out_of_force) || '。' as note_zh,
    'Not in force in that year: ' || string_agg(subject, ', ' order by subject) filter (is_out_of_force) || '.' as note_en
from judged
group by document_id
