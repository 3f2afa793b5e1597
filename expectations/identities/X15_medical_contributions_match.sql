-- id: X15
-- zh: 基本支出表医疗等社会保障缴费（30110、30111、30112）≈功能科目21011、20899基本支出（仅提示）
-- en: Medical and other social contributions (30110, 30111, 30112) in basic expenditure agree with their functions 21011 and 20899 (a hint only).
-- roles: general_public + basic
-- severity: info from 2024-01-01
-- basis: These contributions usually have functions of their own; no rule makes them equal.
-- related: X14
-- assumes: Not an identity: which contribution is charged to which function differs from place to place. Of the usual ways, the one that fits best is compared. Where money was carried over, a difference is not evaluable.
with way (name, code, way_no) as (
    values
        ('30110 = 2101101 + 2101102', ['30110', '2101101', '2101102'], 1),
        ('30110 + 30111 = 21011', ['30110', '30111', '21011'], 2),
        ('30110 + 30111 + 30112 = 21011', ['30110', '30111', '30112', '21011'], 3),
        ('30110 + 30111 + 30112 = 21011 + 20899', ['30110', '30111', '30112', '21011', '20899'], 4)
),
way_code as (
    select name, way_no, unnest(code) as code from way
),
contribution as (
    select subject_amount.*
    from subject_amount
    where side = 'expenditure'
        and category = 'basic'
        and funding = 'general_public'
        and (form, classification) in (('basic', 'economic'), ('general_public', 'function'))
),
side_sum as (
    select
        way_code.name,
        way_code.way_no,
        contribution.classification,
        contribution.document_id,
        contribution.scope_unit,
        contribution.fiscal_year,
        contribution.stage,
        min(contribution.place_name) as place_name,
        sum(contribution.amount_yuan) as amount_yuan,
        sum(contribution.low_yuan) as low_yuan,
        sum(contribution.high_yuan) as high_yuan,
        sum(contribution.addends) as addends,
        list_sort(flatten(list(contribution.fact_ids))) as fact_ids
    from contribution
    join way_code on way_code.code = contribution.code
    group by
        way_code.name, way_code.way_no, contribution.classification,
        contribution.document_id, contribution.scope_unit, contribution.fiscal_year, contribution.stage
),
economic as (
    select * from side_sum where classification = 'economic'
),
by_function as (
    select * from side_sum where classification = 'function'
)
select
    document_id,
    'basic' as form,
    name || economic.place_name as key,
    'eq' as relation,
    by_function.amount_yuan as expected_yuan,
    by_function.low_yuan as expected_low_yuan,
    by_function.high_yuan as expected_high_yuan,
    economic.amount_yuan as actual_yuan,
    economic.low_yuan as actual_low_yuan,
    economic.high_yuan as actual_high_yuan,
    economic.addends,
    by_function.fact_ids as expected_fact_ids,
    economic.fact_ids as actual_fact_ids,
    case
        when by_function.amount_yuan is null then 'side_missing'
        when coalesce(other_money.carryover_yuan, 0) > 0 then 'carryover_scope'
    end as not_evaluable_reason
from economic
left join by_function using (name, way_no, document_id, scope_unit, fiscal_year, stage)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
qualify row_number() over (
    partition by document_id, scope_unit, fiscal_year, stage
    order by abs(economic.amount_yuan - by_function.amount_yuan) nulls last, way_no
) = 1
