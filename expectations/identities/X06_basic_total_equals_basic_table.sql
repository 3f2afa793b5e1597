-- id: X06
-- zh: 一般公共预算支出表基本支出合计＝一般公共预算基本支出表合计
-- en: Basic expenditure in the general-public table equals the total of the table of basic expenditure.
-- roles: general_public + basic; basic_function + basic; expenditure + basic_all; appropriation + appropriation_basic
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A13, A14, X07
-- assumes: Where a table prints personnel and public only, their sum is compared. Where money was carried over, either table may leave it out: the table of basic expenditure is at most the other plus the carry-over.
with pair (table_form, basic_form) as (
    values
        ('general_public', 'basic'), ('basic_function', 'basic'),
        ('expenditure', 'basic_all'), ('appropriation', 'appropriation_basic')
),
printed as (
    select instance_no, document_id, form, scope_unit, place_name, fiscal_year, stage, funding, category,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where side = 'expenditure' and part = 'total' and category in ('basic', 'personnel', 'public')
    union all
    -- 人员经费合计 and 公用经费合计 at the foot of a table without 合计
    select
        form_instance.instance_no,
        form_instance.document_id,
        form_instance.form,
        form_instance.scope_unit,
        time_name(printed_amount.fiscal_year, printed_amount.stage, form_instance.fiscal_year, form_instance.stage)
        || form_instance.instance_label,
        printed_amount.fiscal_year,
        printed_amount.stage,
        printed_amount.funding,
        printed_amount.category,
        printed_amount.amount_yuan,
        printed_amount.low_yuan,
        printed_amount.high_yuan,
        [printed_amount.fact_id]
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    join form_instance on form_instance.instance_no = printed_row.instance_no
    anti join whole_row
        on whole_row.instance_no = printed_row.instance_no and whole_row.side = printed_row.side
    where printed_row.line_item = 'category'
        and printed_row.side = 'expenditure'
        and printed_amount.category in ('basic', 'personnel', 'public')
),
basic_amount as (
    select
        instance_no, document_id, form, scope_unit, place_name, fiscal_year, stage, funding,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(flatten(list(fact_ids))) as fact_ids
    from (
        select *
        from printed
        qualify category = 'basic'
            or not bool_or(category = 'basic') over (partition by instance_no, fiscal_year, stage, funding)
    )
    group by all
)
select
    document_id,
    basic.form,
    'total / ' || funding || ' / basic' || basic.place_name as key,
    case when coalesce(other_money.carryover_yuan, 0) > 0 then 'le' else 'eq' end as relation,
    basic.amount_yuan as expected_yuan,
    basic.low_yuan as expected_low_yuan,
    basic.high_yuan as expected_high_yuan,
    by_function.amount_yuan + coalesce(other_money.carryover_yuan, 0)::decimal(22, 2) as actual_yuan,
    by_function.low_yuan + coalesce(other_money.carryover_yuan, 0) as actual_low_yuan,
    by_function.high_yuan + coalesce(other_money.carryover_yuan, 0) as actual_high_yuan,
    basic.addends + by_function.addends as addends,
    basic.fact_ids as expected_fact_ids,
    by_function.fact_ids as actual_fact_ids,
    null as not_evaluable_reason
from pair
join basic_amount as basic on basic.form = pair.basic_form
join basic_amount as by_function using (document_id, scope_unit, fiscal_year, stage, funding)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where by_function.form = pair.table_form
