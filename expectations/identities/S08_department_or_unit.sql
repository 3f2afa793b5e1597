-- id: S08
-- zh: 部门与单位的表述和文件标题一致
-- en: The document calls itself department or unit as its title does.
-- roles: narrative
-- severity: info from 2024-01-01
-- basis: A department's budget contains its units' budgets; a unit's contains its own.
-- related: S06
-- assumes: Only where the title says one of the two words, and only 本部门, 我部门, 本单位, 我单位. One finding a document.
with judged as (
    select document_id from narrative semi join disclosure using (document_id)
),
found as (
    select
        document_id,
        count(*) as remarks,
        any_value(slot) as title_word,
        list(remark_id order by page, remark_id) as remark_ids,
        arg_min(value, (page, remark_id)) as value
    from document_remark
    where remark_kind = 'wording'
    group by document_id
)
select
    document_id,
    null as form,
    'wording' as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    coalesce(remarks, 0)::decimal(20, 2) as actual_yuan,
    coalesce(remarks, 0)::decimal(22, 4) as actual_low_yuan,
    coalesce(remarks, 0)::decimal(22, 4) as actual_high_yuan,
    coalesce(remarks, 0)::integer as addends,
    []::varchar[] as expected_fact_ids,
    coalesce(remark_ids, []) as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    null as weakened_to,
    '标题为' || title_word || '预决算，文中却称“' || value || '”，共 ' || remarks || ' 处。' as note_zh,
    'The title says ' || title_word || ', but the text "' || value || '" (places: ' || remarks || ').' as note_en
from judged
left join found using (document_id)
