-- Tables of single items: operating expenses, projects, performance sheets, procurement. What adds up down the page, and what along
-- a row.

-- line_no tells the rows of a form apart; the amounts of a performance sheet make up one line for each project and period. measure
-- is what must agree for amounts to add up down the page, but for the fund.
create or replace temp view item_cell as
select
    document_id, form, form_no, fiscal_year, stage, line_item, row_role, row_label as item_name, column_no,
    page || '/' || table_no || '/' || row_no as line_no, category as measure, funding,
    amount_yuan, low_yuan, high_yuan, fact_id
from fact_expenditure
where form = 'operating_expense' and amount_kind = 'amount' and 'of_which' not in (row_role, column_role, line_item)
union all
select
    document_id, form, form_no, fiscal_year, stage, line_item, row_role, coalesce(project_name, row_label), column_no,
    case when form = 'project_performance' then coalesce(project_no, 0)::varchar else page || '/' || table_no || '/' || row_no end,
    period, funding, amount_yuan, low_yuan, high_yuan, fact_id
from fact_project
where form in ('project', 'project_performance') and plan_month is null and 'of_which' not in (row_role, column_role)
union all
select
    document_id, form, form_no, fiscal_year, stage, line_item, row_role, coalesce(item_name, project_name, row_label), column_no,
    page || '/' || table_no || '/' || row_no, coalesce(procurement_kind, ''), funding, amount_yuan, low_yuan, high_yuan, fact_id
from fact_procurement
where 'of_which' not in (row_role, column_role);

-- copy_no counts the columns of a row that print one fund (总计 and 合计): sums keep to one of them. Rows of procurement name what kind
-- they buy and their total row does not, so that kinds are told apart only where they are columns.
create or replace temp table item_amount as
with placed as (
    select
        form_instance.instance_no,
        item_cell.* exclude (document_id, form_no),
        count(distinct item_cell.measure) over (
            partition by form_instance.instance_no, item_cell.line_no, item_cell.fiscal_year, item_cell.stage
        ) > 1 as has_columns
    from item_cell
    join form_instance
        on form_instance.document_id = item_cell.document_id
        and form_instance.form_no = item_cell.form_no
        and form_instance.form = item_cell.form
)
select
    placed.* exclude (has_columns, measure),
    case when form not in ('procurement', 'purchased_service') or has_columns then measure else '' end as measure,
    row_number() over (
        partition by instance_no, line_no, measure, fiscal_year, stage, funding order by column_no, fact_id
    ) as copy_no
from placed;

-- The column of an item, for people: nothing for the usual one.
create or replace temp macro item_column(funding, measure, fiscal_year, stage, form_year, form_stage, instance_label) as
    ' / ' || funding
    || case when measure in ('', 'total', 'annual') then '' else ' / ' || measure end
    || time_name(fiscal_year, stage, form_year, form_stage) || instance_label;

create or replace temp view instance_with_unread as
select instance_no from unread group by instance_no
union
select instance_no from form_instance where has_unread;

-- The total row beside the sum of the rows that are not broken down further. In a list of units the first may be the department's own
-- sum; it is left out where the total is met better without it.
create or replace temp view item_sum as
with line as (
    select
        *,
        line_item = 'unit' and row_number() over (
            partition by instance_no, measure, fiscal_year, stage, funding, copy_no, line_item = 'total' order by fact_id
        ) = 1 as may_head_the_others
    from item_amount
    where form <> 'project_performance'
),
whole as (
    select * from line where line_item = 'total'
),
part_sum as (
    select
        instance_no, measure, fiscal_year, stage, funding, copy_no,
        coalesce(sum(amount_yuan) filter (not may_head_the_others), 0) as sure_yuan,
        coalesce(sum(amount_yuan) filter (may_head_the_others), 0) as doubtful_yuan,
        count(*) filter (not may_head_the_others) as sure_items,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(fact_id)) as fact_ids,
        sum(low_yuan) filter (not may_head_the_others) as sure_low,
        sum(high_yuan) filter (not may_head_the_others) as sure_high,
        list_sort(list(fact_id) filter (not may_head_the_others)) as sure_fact_ids
    from line
    where line_item <> 'total' and row_role = 'item'
    group by instance_no, measure, fiscal_year, stage, funding, copy_no
),
compared as (
    select
        whole.*,
        part_sum.* exclude (instance_no, measure, fiscal_year, stage, funding, copy_no, amount_yuan, low_yuan, high_yuan),
        part_sum.amount_yuan as part_yuan,
        part_sum.low_yuan as part_low,
        part_sum.high_yuan as part_high,
        part_sum.sure_items > 1
        and part_sum.doubtful_yuan <> 0
        and not takes_doubtful(whole.amount_yuan, part_sum.sure_yuan, part_sum.doubtful_yuan) as leaves_the_first_out
    from whole
    left join part_sum using (instance_no, measure, fiscal_year, stage, funding, copy_no)
)
select
    form_instance.document_id,
    form_instance.form,
    'total'
    || item_column(
        funding, measure, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    'eq' as relation,
    case when leaves_the_first_out then sure_yuan else part_yuan end as expected_yuan,
    case when leaves_the_first_out then sure_low else part_low end as expected_low_yuan,
    case when leaves_the_first_out then sure_high else part_high end as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    case when leaves_the_first_out then sure_items else coalesce(addends, 0) end as addends,
    case when leaves_the_first_out then sure_fact_ids else compared.fact_ids end as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    -- rows may be kept out of what is published
    coalesce(case when leaves_the_first_out then sure_high else part_high end < compared.low_yuan, false) as lists_less,
    case
        when part_yuan is null then 'side_missing'
        when instance_with_unread.instance_no is not null then 'unread_cell'
    end as not_evaluable_reason
from compared
join form_instance using (instance_no)
left join instance_with_unread using (instance_no)
where part_yuan is not null or compared.amount_yuan <> 0;

-- One row's fund beside the nearest printed funds that are its parts. A form that prints a single part may print it as one of several.
create or replace temp view fund_sum as
with printed as (
    select * from item_amount where copy_no = 1
),
below as (
    select
        whole.instance_no, whole.line_no, whole.measure, whole.fiscal_year, whole.stage,
        whole.fact_id as whole_fact_id,
        whole.funding as whole_funding,
        part.funding as part_funding,
        part.fact_id as part_fact_id,
        part.amount_yuan, part.low_yuan, part.high_yuan
    from printed as whole
    join printed as part using (instance_no, line_no, measure, fiscal_year, stage)
    join measure_path
        on measure_path.measure_kind = 'funding'
        and measure_path.ancestor = whole.funding
        and measure_path.descendant = part.funding
    where not measure_path.has_only_child
),
covered as (
    select upper.whole_fact_id, lower.part_fact_id
    from below as upper
    join below as lower on lower.whole_fact_id = upper.part_fact_id
    group by upper.whole_fact_id, lower.part_fact_id
),
nearest as (
    select below.* from below anti join covered using (whole_fact_id, part_fact_id)
),
funds_of_form as (
    select instance_no, measure, whole_funding, count(distinct part_funding) as parts
    from nearest
    group by instance_no, measure, whole_funding
),
part_sum as (
    select
        instance_no, measure, whole_funding, whole_fact_id,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        -- money by budget beside the same money by level of government
        bool_or(part_funding like '%\_fiscal' escape '\')
        and bool_or(part_funding in ('general_public', 'government_fund', 'state_capital')) as is_broken_down_twice,
        list_sort(list(part_fact_id)) as fact_ids
    from nearest
    group by instance_no, measure, whole_funding, whole_fact_id
)
select
    form_instance.document_id,
    form_instance.form,
    'row ' || coalesce(whole.item_name, whole.line_item)
    || item_column(
        whole.funding, whole.measure, whole.fiscal_year, whole.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    case when funds_of_form.parts < 2 then 'le' else 'eq' end as relation,
    part_sum.amount_yuan as expected_yuan,
    part_sum.low_yuan as expected_low_yuan,
    part_sum.high_yuan as expected_high_yuan,
    whole.amount_yuan as actual_yuan,
    whole.low_yuan as actual_low_yuan,
    whole.high_yuan as actual_high_yuan,
    part_sum.addends,
    part_sum.fact_ids as expected_fact_ids,
    [whole.fact_id] as actual_fact_ids,
    case
        when part_sum.is_broken_down_twice then 'broken_down_twice'
        when instance_with_unread.instance_no is not null then 'unread_cell'
    end as not_evaluable_reason
from part_sum
join funds_of_form
    on funds_of_form.instance_no = part_sum.instance_no
    and funds_of_form.measure = part_sum.measure
    and funds_of_form.whole_funding = part_sum.whole_funding
join printed as whole on whole.fact_id = part_sum.whole_fact_id
join form_instance on form_instance.instance_no = part_sum.instance_no
left join instance_with_unread on instance_with_unread.instance_no = part_sum.instance_no;

-- What rows and funds of a list of items must add up to. Projects and purchases may be kept out of what is published.
create or replace temp view item_law as
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    case when kept_out then 'info' end as weakened_to,
    case
        when kept_out then '表中所列各项之和为 ' || expected_yuan || ' 元，小于合计 ' || actual_yuan || ' 元；涉密等项目公开时可能予以剔除。'
    end as note_zh,
    case
        when kept_out then 'The rows add up to ' || expected_yuan || ' yuan, less than the total of ' || actual_yuan
            || ' yuan; rows may be kept out of what is published, for secrecy for instance.'
    end as note_en,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from (select *, lists_less and form <> 'operating_expense' as kept_out from item_sum)
union all
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    null, null, null,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from fund_sum;

-- Rows of performance sheets: what a project costs, and what it promises. A sheet that does not number its projects has one.
create or replace temp view sheet_amount as
select
    form_instance.instance_no, form_instance.instance_label, form_instance.scope_unit, form_instance.has_unread,
    coalesce(fact_project.project_no, 0) as project_no,
    coalesce(fact_project.project_name, 'project ' || coalesce(fact_project.project_no, 0)) as project_label,
    fact_project.* exclude (project_no)
from fact_project
join form_instance
    on form_instance.document_id = fact_project.document_id
    and form_instance.form_no = fact_project.form_no
    and form_instance.form = fact_project.form
where fact_project.form = 'project_performance' and fact_project.funding = 'total'
    -- a self-evaluation prints what was planned, adjusted and spent: none of them is the budget of the goals
    and fact_project.stage = form_instance.stage;

create or replace temp view sheet_indicator as
select
    form_instance.instance_no, form_instance.instance_label, form_instance.has_unread,
    coalesce(fact_indicator.project_no, 0) as project_no,
    coalesce(fact_indicator.project_name, 'project ' || coalesce(fact_indicator.project_no, 0)) as project_label,
    fact_indicator.* exclude (project_no)
from fact_indicator
join form_instance
    on form_instance.document_id = fact_indicator.document_id
    and form_instance.form_no = fact_indicator.form_no
    and form_instance.form = fact_indicator.form;

-- The money of each project of a performance sheet, by period. A total that is printed twice counts where both say the same.
create or replace temp table project_total as
select
    instance_no, document_id, form, scope_unit, instance_label, has_unread, project_no, fiscal_year, stage, period,
    coalesce(max(project_name), 'project ' || project_no) as project_label,
    max(project_years) as project_years,
    max(plan_text) as plan_text,
    min(amount_yuan) as amount_yuan,
    max(low_yuan) as low_yuan,
    min(high_yuan) as high_yuan,
    list_sort(list(fact_id)) as fact_ids
from sheet_amount
where plan_month is null and 'of_which' not in (row_role, column_role)
group by instance_no, document_id, form, scope_unit, instance_label, has_unread, project_no, fiscal_year, stage, period
having min(amount_yuan) = max(amount_yuan);
