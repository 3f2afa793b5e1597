-- id: S06
-- zh: 无模板残留：未填写的占位符、重复字词、其他级次的表述
-- en: Nothing is left standing of the template: no placeholder, no doubled word, no words of another level of government.
-- roles: narrative
-- severity: warning from 2024-01-01
-- basis: What a template left open was not said; what it says of another level does not hold for this unit.
-- related: S05, S08
-- assumes: Words of another level count in definitions only, and where the unit's own level is known. A doubled word misleads nobody (info). One finding a kind.
with judged as (
    select document_id from narrative semi join disclosure using (document_id)
),
found as (
    select
        document_id,
        slot,
        count(*) as remarks,
        list(remark_id order by page, remark_id) as remark_ids,
        string_agg(distinct value, '、') as words,
        arg_min(text, (page, remark_id)) as text
    from document_remark
    where remark_kind = 'residue'
    group by document_id, slot
)
select
    document_id,
    null as form,
    coalesce(slot, 'residue') as key,
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
    case when slot = 'doubled' then 'info' end as weakened_to,
    case
        when slot = 'doubled' then '字词重复'
        when slot = 'placeholder' then '占位符或待选词语未处理'
        else '使用了其他级次部门的表述'
    end || '（' || left(words, 80) || '）：“…' || text || '…”。' as note_zh,
    case
        when slot = 'doubled' then 'A word is doubled'
        when slot = 'placeholder' then 'A placeholder or a choice of the template was left open'
        else 'A definition speaks of departments of another level'
    end || ' (' || left(words, 80) || '): "…' || text || '…".' as note_en
from judged
left join found using (document_id)
