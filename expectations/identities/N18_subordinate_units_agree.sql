-- id: N18
-- zh: 关于下属单位的说法前后一致
-- en: What the document says of its subordinate units agrees.
-- roles: narrative
-- severity: info from 2024-01-01
-- basis: One thing said twice.
-- related: N15
-- assumes: The number of subordinate units as each passage gives it, 0 for none. A subordinate unit without a budget of its own may be counted in one place and not in the other, hence info.
with stated as (
    select
        remark.document_id,
        remark.remark_id,
        try_cast(remark."value" as decimal(20, 4)) as units,
        first_value(remark.remark_id) over (partition by remark.document_id order by remark.remark_id) as first_remark_id,
        first_value(try_cast(remark."value" as decimal(20, 4)))
            over (partition by remark.document_id order by remark.remark_id) as first_units
    from document_remark as remark
    join document on document.document_id = remark.document_id and document.status = 'loaded'
    where remark.remark_kind = 'subordinate_units' and try_cast(remark."value" as decimal(20, 4)) is not null
)
select
    document_id,
    null as form,
    'subordinate units' as key,
    'eq' as relation,
    first_units as expected_yuan,
    first_units as expected_low_yuan,
    first_units as expected_high_yuan,
    units as actual_yuan,
    units as actual_low_yuan,
    units as actual_high_yuan,
    1 as addends,
    [first_remark_id] as expected_fact_ids,
    [remark_id] as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    '文件各处关于下属单位个数的说法不一致。' as note_zh,
    'The document gives several numbers of subordinate units.' as note_en
from stated
where remark_id <> first_remark_id
