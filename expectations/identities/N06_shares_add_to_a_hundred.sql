-- id: N06
-- zh: 同一总额下各项占比之和＝100%
-- en: The shares of all parts of one whole add up to a hundred percent.
-- roles: narrative
-- severity: info from 2024-01-01
-- basis: Shares of a full breakdown; each is rounded on its own.
-- related: N05
-- assumes: Only parts whose amounts add up to the whole are a full breakdown.
with share as (
    select
        said.document_id,
        said.section,
        said.whole_statement_id,
        said.statement_id,
        said.percent,
        said.percent_low,
        said.percent_high,
        base.amount_yuan,
        base.low_yuan,
        base.high_yuan
    from said
    join said as base on base.statement_id = said.base_statement_id
    where said.statement_measure = 'share'
        and said.percent is not null
        and said.whole_statement_id is not null
        and base.amount_yuan is not null
    -- a part that is said twice counts once
    qualify row_number() over (
        partition by said.whole_statement_id, base.node, base.amount_yuan order by said.statement_no
    ) = 1
),
list_of_shares as (
    select
        document_id,
        whole_statement_id,
        count(*) as parts,
        sum(percent) as percent,
        sum(percent_low) as percent_low,
        sum(percent_high) as percent_high,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        list_sort(list(statement_id)) as statement_ids
    from share
    group by document_id, whole_statement_id
    having count(*) > 1
)
select
    list_of_shares.document_id,
    null as form,
    whole.node || ' / shares' || whole.place_name as key,
    'eq' as relation,
    list_of_shares.percent as expected_yuan,
    list_of_shares.percent_low as expected_low_yuan,
    list_of_shares.percent_high as expected_high_yuan,
    100 as actual_yuan,
    100 as actual_low_yuan,
    100 as actual_high_yuan,
    list_of_shares.parts as addends,
    list_of_shares.statement_ids as expected_fact_ids,
    [whole.statement_id] as actual_fact_ids,
    null as not_evaluable_reason,
    'percent' as value_unit,
    '文字说明中' || whole.label_zh || '各项占比之和不是 100%。' as note_zh,
    'The shares of the parts do not add up to a hundred percent (' || whole.label_en || ').' as note_en
from list_of_shares
join said as whole on whole.statement_id = list_of_shares.whole_statement_id
where whole.low_yuan <= list_of_shares.high_yuan and list_of_shares.low_yuan <= whole.high_yuan and whole.amount_yuan > 0
