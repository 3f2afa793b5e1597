-- id: N17
-- zh: 文字所列项目名称＝项目表中的名称
-- en: Projects that the narrative names stand under these names in the tables.
-- roles: narrative + project_performance; narrative + project
-- severity: info from 2024-01-01
-- basis: A project has one name.
-- related: A17, N14
-- assumes: One comparison a document: how many names are listed, and how many of these a table prints, blanks and marks aside, whole or as a part of a longer name. A paraphrase is no error, hence info.
with listed as (
    select
        remark.document_id,
        remark.remark_id,
        coalesce(remark."value", remark."text") as project_name,
        regexp_replace(coalesce(remark."value", remark."text"), '[^\p{L}\p{N}]', '', 'g') as plain_name
    from document_remark as remark
    join document on document.document_id = remark.document_id and document.status = 'loaded'
    where remark.remark_kind = 'project_name'
),
printed as (
    select
        narrative_source.document_id,
        regexp_replace(fact_project.project_name, '[^\p{L}\p{N}]', '', 'g') as plain_name,
        min(fact_project.fact_id) as fact_id
    from fact_project
    join narrative_source on narrative_source.source_document_id = fact_project.document_id
    where fact_project.project_name is not null
    group by all
),
matched as (
    select listed.*, min(printed.fact_id) as fact_id
    from listed
    left join printed
        on printed.document_id = listed.document_id
        and (contains(printed.plain_name, listed.plain_name) or contains(listed.plain_name, printed.plain_name))
    group by all
)
select
    document_id,
    null as form,
    'project names' as key,
    'eq' as relation,
    count(*) as expected_yuan,
    count(*) as expected_low_yuan,
    count(*) as expected_high_yuan,
    count(fact_id) as actual_yuan,
    count(fact_id) as actual_low_yuan,
    count(fact_id) as actual_high_yuan,
    count(*) as addends,
    list_sort(list(remark_id)) as expected_fact_ids,
    coalesce(list_sort(list(fact_id) filter (fact_id is not null)), []) as actual_fact_ids,
    case when document_id not in (select document_id from printed) then 'side_missing' end as not_evaluable_reason,
    'count' as value_unit,
    '文字所列项目名称在表中没有同名项目：'
    || coalesce(string_agg(project_name, '、' order by remark_id) filter (fact_id is null), '') || '。' as note_zh,
    'The tables name no project as the narrative does: '
    || coalesce(string_agg(project_name, ', ' order by remark_id) filter (fact_id is null), '') || '.' as note_en
from matched
group by document_id
