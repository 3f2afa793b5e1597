-- id: N12
-- zh: 说明了增减变化就应说明原因
-- en: Where the narrative states a change, it gives a reason.
-- roles: narrative
-- severity: warning from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): changes are published with their reasons.
-- related: N02, N08
-- assumes: One comparison a section that states a change of money which is not zero, assets left out: a reason anywhere in the section counts for all its changes, since a reason is often given once for a total and its parts.
with changed as (
    select
        document_id,
        coalesce(section, '') as section,
        bool_or(coalesce(has_reason, false)) as has_reason,
        min_by(node || place_name, statement_no) as node,
        min_by(label_zh, statement_no) as label_zh,
        min_by(label_en, statement_no) as label_en,
        list(statement_id order by statement_no) as statement_ids
    from said
    where statement_measure in ('change', 'growth')
        and direction in ('up', 'down')
        and coalesce(amount_yuan, percent, 0) <> 0
        and has_reason is not null
        and slot is not null
        and slot not in ('fixed_asset', 'asset_total', 'vehicle_count', 'equipment_count', 'building_area', 'staff_count')
    group by document_id, coalesce(section, '')
)
select
    document_id,
    null as form,
    node || ' / reason' as key,
    'eq' as relation,
    1 as expected_yuan,
    1 as expected_low_yuan,
    1 as expected_high_yuan,
    case when has_reason then 1 else 0 end as actual_yuan,
    case when has_reason then 1 else 0 end as actual_low_yuan,
    case when has_reason then 1 else 0 end as actual_high_yuan,
    len(statement_ids) as addends,
    []::varchar[] as expected_fact_ids,
    statement_ids as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    '文字说明了' || label_zh || '的增减变化，但未说明原因。' as note_zh,
    'The narrative states a change (' || label_en || ') and gives no reason.' as note_en
from changed
