-- id: Y05
-- zh: 部门＝所属单位之和
-- en: A department's amounts are the sums of its units'.
-- roles: general_public + units_of_the_department; three_public + units_of_the_department
-- severity: warning from 2024-01-01
-- basis: A department's budget is made of the budgets of its units (Budget Law, article 8).
-- related: A08, X07
-- assumes: Only money of the general public budget, which does not pass between units, and 三公. Compared where a document of every unit that the department names is there; a unit that it does not name would break the sum, so that a break is no proof.
with figure as (
    select
        document_id, fiscal_year, stage, 'general_public' as form, 'total / general_public / ' || category as key,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where form = 'general_public'
        and side = 'expenditure'
        and part = 'total'
        and funding = 'general_public'
        and category in ('total', 'basic', 'project')
        and scope_unit = ''
    union all
    select
        document_id, fiscal_year, stage, 'three_public', split_part(three_public_subject_id, '/', 2) || ' / three_public',
        amount_yuan, low_yuan, high_yuan, fact_ids
    from table_figure
    where slot = 'three_public'
),
roster as (
    select parent_unit_id, count(*) as units
    from dim_unit
    where parent_unit_id is not null
    group by parent_unit_id
),
unit_document as (
    select
        document_pair.document_id,
        other.unit_id,
        other.kind,
        document_pair.other_document_id,
        roster.units
    from document_pair
    join disclosure as here on here.document_id = document_pair.document_id
    join disclosure as other on other.document_id = document_pair.other_document_id
    join roster on roster.parent_unit_id = here.unit_id
    where document_pair.pair_kind = 'units_of_the_department'
    group by all
),
unit_sum as (
    select
        unit_document.document_id,
        figure.fiscal_year,
        figure.stage,
        figure.form,
        figure.key,
        count(distinct (unit_document.unit_id, unit_document.kind)) = any_value(unit_document.units) as is_complete,
        count(*) as addends,
        sum(figure.amount_yuan) as amount_yuan,
        sum(figure.low_yuan) as low_yuan,
        sum(figure.high_yuan) as high_yuan,
        list_sort(flatten(list(figure.fact_ids))) as fact_ids
    from unit_document
    join figure on figure.document_id = unit_document.other_document_id
    group by all
)
select
    figure.document_id,
    figure.form,
    figure.key,
    'eq' as relation,
    case when unit_sum.is_complete then unit_sum.amount_yuan end as expected_yuan,
    case when unit_sum.is_complete then unit_sum.low_yuan end as expected_low_yuan,
    case when unit_sum.is_complete then unit_sum.high_yuan end as expected_high_yuan,
    figure.amount_yuan as actual_yuan,
    figure.low_yuan as actual_low_yuan,
    figure.high_yuan as actual_high_yuan,
    unit_sum.addends::integer as addends,
    unit_sum.fact_ids as expected_fact_ids,
    figure.fact_ids as actual_fact_ids,
    case when not unit_sum.is_complete then 'units_missing' end as not_evaluable_reason,
    '部门合计与所属各单位公开数之和不一致。' as note_zh,
    'The department is not the sum of what its units published.' as note_en
from figure
join unit_sum using (document_id, fiscal_year, stage, form, key)
join disclosure on disclosure.document_id = figure.document_id
where figure.fiscal_year = disclosure.fiscal_year and figure.stage = disclosure.stage
