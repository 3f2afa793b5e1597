-- id: S09
-- zh: 数据不只以图片公开
-- en: No figures are published as pictures only.
-- roles: narrative; summary; expenditure
-- severity: info from 2024-01-01
-- basis: What stands in a picture can be neither searched nor checked.
-- related: S01
-- assumes: A caption of a chart under which no number follows, or a page that is a picture. One finding a document.
with judged as (
    select document_id from narrative semi join disclosure using (document_id)
    union
    select document_id from disclosed_form
),
seen as (
    select document_id, remark_id as evidence_id, page, text
    from document_remark
    where remark_kind = 'picture'
    union all
    select document_id, null, page, '第' || page || '页'
    from document_issue
    where code in ('no_text_but_image', 'read_by_ocr')
),
found as (
    select
        document_id,
        count(*) as pictures,
        list_sort(list(evidence_id) filter (evidence_id is not null)) as remark_ids,
        string_agg(text, '、' order by page) as texts
    from seen
    group by document_id
)
select
    document_id,
    null as form,
    'picture' as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    coalesce(pictures, 0)::decimal(20, 2) as actual_yuan,
    coalesce(pictures, 0)::decimal(22, 4) as actual_low_yuan,
    coalesce(pictures, 0)::decimal(22, 4) as actual_high_yuan,
    coalesce(pictures, 0)::integer as addends,
    []::varchar[] as expected_fact_ids,
    coalesce(remark_ids, []) as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    null as weakened_to,
    '仅以图片公开，未附数据：' || left(texts, 120) || '。' as note_zh,
    'Published as pictures only, without numbers: ' || left(texts, 120) || '.' as note_en
from judged
left join found using (document_id)
