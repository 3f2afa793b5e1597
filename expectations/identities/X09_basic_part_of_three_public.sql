-- id: X09
-- zh: 基本支出表30212、30217、30231、31013≤“三公”经费表对应项目
-- en: Trips abroad, receptions and vehicles in basic expenditure are at most the same items of the three public expenses.
-- roles: basic + three_public
-- severity: error from 2024-01-01
-- basis: “三公” covers all appropriated money, basic and project; basic expenditure is a part of it.
-- related: A15, X06
-- assumes: Where a table of units prints an item several times, the greatest amount is the whole. An item that the table does not print is not compared. Never an equality: projects may pay for the rest.
with pair (economic_code, item) as (
    values ('30212', 'abroad'), ('30217', 'reception'), ('30231', 'vehicle_running'), ('31013', 'vehicle_purchase')
),
economic as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'economic'
        and form = 'basic'
        and funding = 'general_public'
        and category = 'basic'
),
three_public as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        printed_row.three_public_item as item,
        printed_amount.fiscal_year,
        printed_amount.stage,
        max(printed_amount.amount_yuan) as amount_yuan,
        arg_max(printed_amount.low_yuan, (printed_amount.amount_yuan, printed_amount.fact_id)) as low_yuan,
        arg_max(printed_amount.high_yuan, (printed_amount.amount_yuan, printed_amount.fact_id)) as high_yuan,
        [arg_max(printed_amount.fact_id, (printed_amount.amount_yuan, printed_amount.fact_id))] as fact_ids,
        bool_or(form_instance.has_unread) as has_unread
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    join form_instance on form_instance.instance_no = printed_row.instance_no
    where printed_row.form = 'three_public' and printed_row.three_public_item <> ''
    group by all
)
select
    economic.document_id,
    economic.form,
    pair.economic_code || ' in ' || pair.item || economic.place_name as key,
    'le' as relation,
    economic.amount_yuan as expected_yuan,
    economic.low_yuan as expected_low_yuan,
    economic.high_yuan as expected_high_yuan,
    three_public.amount_yuan as actual_yuan,
    three_public.low_yuan as actual_low_yuan,
    three_public.high_yuan as actual_high_yuan,
    economic.addends,
    economic.fact_ids as expected_fact_ids,
    three_public.fact_ids as actual_fact_ids,
    case
        when three_public.amount_yuan is null then 'side_missing'
        when three_public.has_unread then 'unread_cell'
    end as not_evaluable_reason
from pair
join economic on economic.code = pair.economic_code
left join three_public
    on three_public.document_id = economic.document_id
    and three_public.scope_unit = economic.scope_unit
    and three_public.fiscal_year = economic.fiscal_year
    and three_public.stage = economic.stage
    and three_public.item = pair.item
