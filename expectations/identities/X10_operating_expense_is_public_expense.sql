-- id: X10
-- zh: 机关运行经费≤基本支出表公用经费；只有行政（参公）单位的，两者相等
-- en: Operating expenses are at most public basic expenditure; they are equal where nothing but administrative units is known.
-- roles: operating_expense + basic
-- severity: error from 2024-01-01
-- basis: 机关运行经费: the public expenditure of administrative units and those run under the civil service law; institutions (事业单位) have none.
-- related: A16, X06
-- assumes: Only administrative money is known where basic expenditure prints 行政运行 and no subject of institutions (事业运行, 事业单位医疗, 事业单位离退休). Less than the public expenditure may be a narrower definition (warning); more than it where institutions are part of the unit is info. That institutions are counted in full is info.
with operating as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        item_amount.fiscal_year,
        item_amount.stage,
        max(item_amount.amount_yuan) as amount_yuan,
        arg_max(item_amount.low_yuan, (item_amount.amount_yuan, item_amount.fact_id)) as low_yuan,
        arg_max(item_amount.high_yuan, (item_amount.amount_yuan, item_amount.fact_id)) as high_yuan,
        [arg_max(item_amount.fact_id, (item_amount.amount_yuan, item_amount.fact_id))] as fact_ids
    from item_amount
    join form_instance on form_instance.instance_no = item_amount.instance_no
    where item_amount.form = 'operating_expense'
        and item_amount.line_item = 'total'
        and item_amount.funding in ('total', 'appropriation', 'general_public')
    group by form_instance.document_id, form_instance.scope_unit, item_amount.fiscal_year, item_amount.stage
),
printed_public as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        printed_amount.fiscal_year,
        printed_amount.stage,
        max(printed_amount.amount_yuan) as amount_yuan,
        arg_max(printed_amount.low_yuan, (printed_amount.amount_yuan, printed_amount.fact_id)) as low_yuan,
        arg_max(printed_amount.high_yuan, (printed_amount.amount_yuan, printed_amount.fact_id)) as high_yuan,
        [arg_max(printed_amount.fact_id, (printed_amount.amount_yuan, printed_amount.fact_id))] as fact_ids
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    join form_instance on form_instance.instance_no = printed_row.instance_no
    where form_instance.form = 'basic'
        and printed_amount.category = 'public'
        and (
            printed_row.line_item = 'category'
            or printed_row.row_id in (select row_id from whole_row where side = 'expenditure' and part = 'total')
        )
    group by form_instance.document_id, form_instance.scope_unit, printed_amount.fiscal_year, printed_amount.stage
),
-- a table that prints no 公用经费 prints the classes that are
public_class as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        printed_amount.fiscal_year,
        printed_amount.stage,
        sum(printed_amount.amount_yuan) as amount_yuan,
        sum(printed_amount.low_yuan) as low_yuan,
        sum(printed_amount.high_yuan) as high_yuan,
        list_sort(list(printed_amount.fact_id)) as fact_ids
    from top_row
    join printed_amount on printed_amount.row_id = top_row.row_id
    join form_instance on form_instance.instance_no = top_row.instance_no
    where form_instance.form = 'basic'
        and top_row.side = 'expenditure'
        and top_row.economic_code <> ''
        and top_row.function_code = ''
        and not top_row.is_unplaced
        and left(top_row.economic_code, 3) not in ('301', '303')
        and printed_amount.category = 'basic'
    group by form_instance.document_id, form_instance.scope_unit, printed_amount.fiscal_year, printed_amount.stage
),
public_expense as (
    select * from printed_public
    union all
    select * from public_class anti join printed_public using (document_id, scope_unit, fiscal_year, stage)
),
basic_subject as (
    select
        fact_expenditure.document_id,
        fact_expenditure.fiscal_year,
        fact_expenditure.stage,
        bool_or(dim_subject.subject_name = '行政运行') as has_administration,
        list_sort(list(fact_expenditure.fact_id) filter (starts_with(dim_subject.subject_name, '事业')))
            as institution_fact_ids
    from fact_expenditure
    join dim_subject on dim_subject.subject_id = fact_expenditure.function_subject_id
    where fact_expenditure.form in ('general_public', 'expenditure')
        and fact_expenditure.category = 'basic'
        and fact_expenditure.amount_kind = 'amount'
        and fact_expenditure.amount_yuan > 0
        and dim_subject.subject_name in ('行政运行', '事业运行', '事业单位医疗', '事业单位离退休')
    group by fact_expenditure.document_id, fact_expenditure.fiscal_year, fact_expenditure.stage
),
compared as (
    select
        document_id,
        scope_unit,
        operating.amount_yuan as operating_yuan,
        operating.low_yuan as operating_low,
        operating.high_yuan as operating_high,
        operating.fact_ids as operating_fact_ids,
        public_expense.amount_yuan as public_yuan,
        public_expense.low_yuan as public_low,
        public_expense.high_yuan as public_high,
        public_expense.fact_ids as public_fact_ids,
        coalesce(basic_subject.institution_fact_ids, []) as institution_fact_ids,
        coalesce(basic_subject.has_administration, false)
        and stage = 'budget'
        and coalesce(basic_subject.institution_fact_ids, []) = [] as is_administrative,
        case when scope_unit = '' then '' else ' @ ' || scope_unit end
        || time_name(fiscal_year, stage, document.fiscal_year, document.stage) as place_name
    from operating
    left join public_expense using (document_id, scope_unit, fiscal_year, stage)
    left join basic_subject using (document_id, fiscal_year, stage)
    join document using (document_id)
)
select
    document_id,
    'operating_expense' as form,
    'public' || place_name as key,
    case when is_administrative then 'eq' else 'le' end as relation,
    operating_yuan as expected_yuan,
    operating_low as expected_low_yuan,
    operating_high as expected_high_yuan,
    public_yuan as actual_yuan,
    public_low as actual_low_yuan,
    public_high as actual_high_yuan,
    1 as addends,
    operating_fact_ids as expected_fact_ids,
    public_fact_ids as actual_fact_ids,
    'yuan' as value_unit,
    case when not is_administrative then 'info' when operating_yuan < public_yuan then 'warning' end as weakened_to,
    null as note_zh,
    null as note_en,
    case when public_yuan is null then 'side_missing' end as not_evaluable_reason
from compared
union all
-- institutions beside the administration, and yet their public expenditure is counted in full
select
    document_id,
    'operating_expense',
    'scope' || place_name,
    'le',
    (operating_high >= public_low)::integer,
    (operating_high >= public_low)::integer,
    (operating_high >= public_low)::integer,
    0,
    0,
    0,
    1,
    operating_fact_ids,
    institution_fact_ids,
    'count',
    'info',
    case
        when operating_high >= public_low then '机关运行经费包括了全部公用经费，而本单位有事业单位支出；按定义机关运行经费只含行政和参公单位。'
    end,
    case
        when operating_high >= public_low then 'Operating expenses include all public expenditure although institutions are part of the unit; '
            || 'by definition only administrative units have them.'
    end,
    null
from compared
where institution_fact_ids <> [] and public_yuan > 0
