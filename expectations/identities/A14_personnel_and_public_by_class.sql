-- id: A14
-- zh: 基本支出表：人员经费＝工资福利支出（301）＋对个人和家庭的补助（303）；公用经费＝商品和服务支出（302）＋资本性支出（310）等
-- en: In basic expenditure, personnel equals classes 301 and 303, public equals the other classes.
-- roles: basic; basic_all; appropriation_basic
-- severity: error from 2024-01-01
-- basis: 支出经济分类科目: wages and benefits to persons are personnel money, goods, services and capital are public money.
-- related: A13, X06
-- assumes: Not an identity where a class has money of both kinds (其他交通费用 as 人员经费): then a difference is not evaluable. The same in a budget whose classes are not split into the two columns; final accounts print the two blocks apart.
with class_line as (
    select
        top_row.instance_no,
        left(top_row.economic_code, 3) in ('301', '303') as is_personnel_class,
        printed_amount.*
    from top_row
    join printed_amount on printed_amount.row_id = top_row.row_id
    where top_row.side = 'expenditure'
        and top_row.economic_code <> ''
        and top_row.function_code = ''
        and not top_row.is_unplaced
        and (starts_with(top_row.form, 'basic') or starts_with(top_row.form, 'appropriation_basic'))
),
class_sum as (
    select
        instance_no,
        fiscal_year,
        stage,
        funding,
        case when is_personnel_class then 'personnel' else 'public' end as category,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(fact_id)) as fact_ids
    from class_line
    where category = 'basic'
    group by all
),
split as (
    select
        instance_no,
        fiscal_year,
        stage,
        funding,
        coalesce(bool_or(category = 'public' and is_personnel_class and amount_yuan <> 0), false)
        or coalesce(bool_or(category = 'personnel' and not is_personnel_class and amount_yuan <> 0), false)
            as mixes_categories,
        coalesce(bool_or(category in ('personnel', 'public')), false) as splits_classes
    from class_line
    group by all
),
printed_category as (
    select
        printed_row.instance_no,
        printed_amount.fiscal_year,
        printed_amount.stage,
        printed_amount.funding,
        printed_amount.category,
        printed_amount.amount_yuan,
        printed_amount.low_yuan,
        printed_amount.high_yuan,
        printed_amount.fact_id
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    where printed_amount.category in ('personnel', 'public')
        and (
            printed_row.line_item = 'category'
            or printed_row.row_id in (select row_id from whole_row where side = 'expenditure' and part = 'total')
        )
)
select
    form_instance.document_id,
    form_instance.form,
    printed_category.category
    || ' / ' || funding
    || time_name(fiscal_year, stage, form_instance.fiscal_year, form_instance.stage)
    || form_instance.instance_label as key,
    'eq' as relation,
    class_sum.amount_yuan as expected_yuan,
    class_sum.low_yuan as expected_low_yuan,
    class_sum.high_yuan as expected_high_yuan,
    printed_category.amount_yuan as actual_yuan,
    printed_category.low_yuan as actual_low_yuan,
    printed_category.high_yuan as actual_high_yuan,
    coalesce(class_sum.addends, 0) as addends,
    class_sum.fact_ids as expected_fact_ids,
    [printed_category.fact_id] as actual_fact_ids,
    case
        when class_sum.amount_yuan is null then 'side_missing'
        when split.mixes_categories then 'class_in_both_categories'
        when not split.splits_classes and stage = 'budget' then 'class_not_split'
    end as not_evaluable_reason
from printed_category
join split using (instance_no, fiscal_year, stage, funding)
left join class_sum using (instance_no, fiscal_year, stage, funding, category)
join form_instance using (instance_no)
where class_sum.amount_yuan is not null or printed_category.amount_yuan <> 0
