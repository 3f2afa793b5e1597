-- id: X17
-- zh: 公务用车运行维护费＞0 ⇔ 有车辆
-- en: There is money for running vehicles exactly where there are vehicles.
-- roles: three_public + narrative; three_public + fixed_asset
-- severity: warning from 2024-01-01
-- basis: Vehicles that are kept must be run, and running costs need a vehicle.
-- related: X09, A23
-- assumes: A blank row of vehicles is none, an empty table of the three public expenses is no money. A fleet that is run by another office, or paid from a unit's own money (info), may explain a difference.
with cost_cell as (
    select
        form_instance.document_id,
        printed_row.three_public_item as item,
        max(printed_amount.amount_yuan) as amount_yuan,
        list_sort(list(printed_amount.fact_id)) as fact_ids
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    join form_instance on form_instance.instance_no = printed_row.instance_no
    where printed_row.form = 'three_public'
        and printed_row.three_public_item in ('vehicle', 'vehicle_running')
        and printed_amount.fiscal_year = form_instance.fiscal_year
        and printed_amount.stage = form_instance.stage
    group by form_instance.document_id, printed_row.three_public_item
    -- 运行维护费, else 公务用车 as a whole
    qualify printed_row.three_public_item = max(printed_row.three_public_item) over (partition by form_instance.document_id)
),
basic_cost as (
    select document_id, max(amount_yuan) as amount_yuan, list_sort(flatten(list(fact_ids))) as fact_ids
    from subject_amount
    where side = 'expenditure' and classification = 'economic' and form = 'basic' and code = '30231' and category = 'basic'
    group by document_id
),
three_public as (
    select
        document_id,
        list_sort(list(left(document_id, 16) || '-form-' || form_no)) as form_ids
    from form_instance
    where form = 'three_public'
    group by document_id
    having not bool_or(has_unread)
),
cost as (
    select
        document_id,
        greatest(coalesce(cost_cell.amount_yuan, 0), coalesce(basic_cost.amount_yuan, 0)) as amount_yuan,
        case
            when coalesce(cost_cell.amount_yuan, 0) > 0 then cost_cell.fact_ids
            when coalesce(basic_cost.amount_yuan, 0) > 0 then basic_cost.fact_ids
            else coalesce(cost_cell.fact_ids, three_public.form_ids)
        end as evidence_ids
    from three_public
    left join cost_cell using (document_id)
    left join basic_cost using (document_id)
),
vehicle_source as (
    select document_id, quantity, statement_id as evidence_id
    from fact_statement
    where slot = 'vehicle_count' and category = 'total' and statement_measure = 'count' and quantity is not null
    union all
    -- a value without a number is at least one vehicle
    select document_id, coalesce(quantity, case when amount_yuan > 0 then 1 else 0 end), fact_id
    from fact_asset
    where asset_kind = 'vehicle' and (quantity is not null or amount_yuan is not null)
    union all
    select document_id, 0, remark_id
    from document_remark
    where remark_kind = 'blank_row' and value = 'vehicle'
),
vehicle as (
    select
        vehicle_source.document_id,
        max(vehicle_source.quantity) as quantity,
        list_sort(list(vehicle_source.evidence_id)) as evidence_ids
    from vehicle_source
    join document on document.document_id = vehicle_source.document_id and document.status = 'loaded'
    group by vehicle_source.document_id
),
own_money as (
    select document_id, max(non_fiscal_yuan) as non_fiscal_yuan from other_money group by document_id
),
both_sides as (
    select
        document_id,
        cost.amount_yuan,
        cost.evidence_ids as cost_ids,
        vehicle.quantity,
        vehicle.evidence_ids as vehicle_ids,
        coalesce(own_money.non_fiscal_yuan, 0) > 0 as has_own_money
    from cost
    full join vehicle using (document_id)
    left join own_money using (document_id)
)
select
    document_id,
    'three_public' as form,
    'cost without vehicles' as key,
    'le' as relation,
    (amount_yuan > 0)::integer as expected_yuan,
    (amount_yuan > 0)::integer as expected_low_yuan,
    (amount_yuan > 0)::integer as expected_high_yuan,
    (quantity > 0)::integer as actual_yuan,
    (quantity > 0)::integer as actual_low_yuan,
    (quantity > 0)::integer as actual_high_yuan,
    1 as addends,
    cost_ids as expected_fact_ids,
    vehicle_ids as actual_fact_ids,
    'count' as value_unit,
    null as weakened_to,
    case
        when amount_yuan > 0 and quantity = 0
            then '公务用车运行维护费为 ' || money(amount_yuan) || '，而资产情况中没有车辆。'
    end as note_zh,
    case
        when amount_yuan > 0 and quantity = 0
            then 'Running official vehicles costs ' || amount_yuan || ' yuan, yet the assets show no vehicle.'
    end as note_en,
    case when amount_yuan is null or quantity is null then 'side_missing' end as not_evaluable_reason
from both_sides
union all
select
    document_id,
    'three_public',
    'vehicles without cost',
    'le',
    (quantity > 0)::integer,
    (quantity > 0)::integer,
    (quantity > 0)::integer,
    (amount_yuan > 0)::integer,
    (amount_yuan > 0)::integer,
    (amount_yuan > 0)::integer,
    1,
    vehicle_ids,
    cost_ids,
    'count',
    case when has_own_money then 'info' end,
    case
        when quantity > 0 and amount_yuan = 0
            then '现有车辆 ' || quantity::bigint || ' 辆，而公务用车运行维护费为零；若由其他单位统一保障则属正常。'
    end,
    case
        when quantity > 0 and amount_yuan = 0
            then 'There are ' || quantity::bigint || ' vehicles, yet no money to run them; this is in order if another office runs them.'
    end,
    case when amount_yuan is null or quantity is null then 'side_missing' end
from both_sides
