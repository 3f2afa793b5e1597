-- What the tables of a disclosure print of each quantity that a narrative can speak of (slot), and whose tables a narrative
-- speaks of.

-- A narrative speaks of the tables of its own document; where that prints none, of those in other documents of its disclosure.
create or replace temp table narrative_source as
with printing as (
    select document_id from fact_expenditure
    union
    select document_id from fact_revenue
),
loaded as (
    select
        document.document_id,
        coalesce(document.disclosure_id, document.document_id) as disclosure_id,
        printing.document_id is not null as has_tables
    from document
    left join printing on printing.document_id = document.document_id
    where document.status = 'loaded'
)
select document_id, document_id as source_document_id
from loaded
union
select narrative.document_id, source.document_id
from loaded as narrative
join loaded as source on source.disclosure_id = narrative.disclosure_id
where not narrative.has_tables and source.has_tables;

-- Forms that print appropriations only call them the total.
create or replace temp macro funding_of_form(form, funding) as
    case
        when not starts_with(form, 'appropriation') then funding
        when funding in ('total', 'current_year') then 'appropriation'
        when funding = 'carryover' then 'carryover_appropriation'
        else funding
    end;

-- Money that was carried over, by the budget it came from.
create or replace temp macro carried_funding(funding) as
    case when funding = 'carryover' then 'total' else replace(funding, 'carryover_', '') end;

-- Narratives speak of three public expenses without saying of which appropriations; tables print both.
create or replace temp macro slot_funding(slot, funding) as
    case
        when slot in ('three_public', 'operating_expense') and funding in ('appropriation', 'general_public') then 'total'
        when funding = 'current_year' then 'total'
        else funding
    end;

-- Totals of tables and lists. distance: 0 where the table prints what the slot names, more where it prints the same money with or
-- without what was carried over or is left.
create or replace temp table slot_whole as
with whole as (
    select
        instance_no, document_id, form, scope_unit, side, part, fiscal_year, stage,
        funding_of_form(form, funding) as funding,
        category, amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where not (side = 'revenue' and starts_with(funding, 'carryover'))
)
select
    instance_no, document_id, form, scope_unit, fiscal_year, stage,
    'expenditure' as slot, funding, category,
    case when part = 'grand_total' then 1 else 0 end as distance,
    amount_yuan, low_yuan, high_yuan, fact_ids
from whole
where side = 'expenditure' and form not in ('operating_expense', 'three_public')
union all
select
    instance_no, document_id, form, scope_unit, fiscal_year, stage,
    'total_expenditure', funding, category,
    case when part = 'grand_total' then 0 else 1 end,
    amount_yuan, low_yuan, high_yuan, fact_ids
from whole
where side = 'expenditure' and form not in ('operating_expense', 'three_public') and category = 'total'
union all
select
    instance_no, document_id, form, scope_unit, fiscal_year, stage,
    'revenue', slot_funding('revenue', funding), 'total',
    case when funding = 'total' then 1 else 0 end,
    amount_yuan, low_yuan, high_yuan, fact_ids
from whole
where side = 'revenue'
union all
select
    instance_no, document_id, form, scope_unit, fiscal_year, stage,
    'total_revenue', slot_funding('revenue', funding), 'total',
    case when funding in ('total', 'appropriation') then 0 else 1 end,
    amount_yuan, low_yuan, high_yuan, fact_ids
from whole
where side = 'revenue' and funding in ('total', 'current_year', 'appropriation', 'general_public')
union all
select
    instance_no, document_id, form, scope_unit, fiscal_year, stage,
    'operating_expense', 'total', 'total', 0,
    amount_yuan, low_yuan, high_yuan, fact_ids
from whole
where form = 'operating_expense' and side = 'expenditure' and category in ('total', 'public', 'basic');

-- Sources of lists, money carried over, and what is left at the end.
create or replace temp table slot_source as
with source as (
    select
        source_line.instance_no,
        source_line.fiscal_year,
        source_line.stage,
        funding_of_form(form_instance.form, source_line.funding) as funding,
        sum(source_line.amount_yuan) as amount_yuan,
        sum(source_line.low_yuan) as low_yuan,
        sum(source_line.high_yuan) as high_yuan,
        list_sort(list(source_line.fact_id)) as fact_ids
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where source_line.is_counted and source_line.line_item in ('source', 'carryover', 'current_year')
    group by all
),
carried as (
    select instance_no, fiscal_year, stage, funding, amount_yuan, low_yuan, high_yuan, fact_ids
    from source
    where starts_with(funding, 'carryover')
    union all
    select
        instance_no, fiscal_year, stage, funding_of_form(form, funding), amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where side = 'revenue' and starts_with(funding, 'carryover')
)
select
    instance_no, fiscal_year, stage, 'revenue' as slot, slot_funding('revenue', funding) as funding,
    amount_yuan, low_yuan, high_yuan, fact_ids
from source
where not starts_with(funding, 'carryover')
union all
select
    instance_no, fiscal_year, stage, 'carryover', carried_funding(funding),
    amount_yuan, low_yuan, high_yuan, fact_ids
from carried
union all
select
    list_line.instance_no,
    list_line.fiscal_year,
    list_line.stage,
    'carry_forward',
    funding_of_form(form_instance.form, list_line.column_funding),
    min(list_line.amount_yuan),
    max(list_line.low_yuan),
    min(list_line.high_yuan),
    [min(list_line.fact_id)]
from list_line
join form_instance on form_instance.instance_no = list_line.instance_no
where list_line.line_kind = 'unspent' and list_line.line_item = 'carry_forward'
group by all
having min(list_line.amount_yuan) = max(list_line.amount_yuan);

-- Rows of categories (基本支出, 人员经费 …) outside the columns of categories.
create or replace temp table slot_category as
select
    printed_row.instance_no,
    printed_amount.fiscal_year,
    printed_amount.stage,
    funding_of_form(printed_row.form, printed_amount.funding) as funding,
    printed_amount.category,
    min(printed_amount.amount_yuan) as amount_yuan,
    max(printed_amount.low_yuan) as low_yuan,
    min(printed_amount.high_yuan) as high_yuan,
    [min(printed_amount.fact_id)] as fact_ids
from printed_row
join printed_amount on printed_amount.row_id = printed_row.row_id
where printed_row.line_item = 'category' and printed_row.side = 'expenditure'
group by all
having min(printed_amount.amount_yuan) = max(printed_amount.amount_yuan);

-- Items of three public expenses: the total row, or a row that has its item and column for itself.
create or replace temp table slot_three_public as
with line as (
    select
        printed_row.instance_no,
        printed_row.form,
        printed_row.three_public_item as item,
        printed_row.line_item = 'total' as is_total,
        printed_amount.*
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    where printed_row.three_public_item <> '' and printed_row.side = 'expenditure'
),
kept as (
    select *
    from line
    qualify is_total = bool_or(is_total) over (partition by instance_no, item, fiscal_year, stage, funding, category)
)
select
    instance_no,
    fiscal_year,
    stage,
    case when item = 'agency_running' then 'operating_expense' else 'three_public' end as slot,
    slot_funding('three_public', funding) as funding,
    case when item = 'agency_running' then '' else item end as item,
    min(amount_yuan) as amount_yuan,
    max(low_yuan) as low_yuan,
    min(high_yuan) as high_yuan,
    [min(fact_id)] as fact_ids
from kept
where category in ('total', 'basic', 'public')
group by instance_no, form, fiscal_year, stage, item, kept.funding
having min(amount_yuan) = max(amount_yuan);

-- Procurement and purchased services: the total row, a kind's own row, or the sum of the items where a table prints no total.
create or replace temp table slot_procurement as
with line as (
    select
        form_instance.instance_no,
        fact_procurement.fiscal_year,
        fact_procurement.stage,
        fact_procurement.form as slot,
        coalesce(fact_procurement.procurement_kind, 'total') as category,
        fact_procurement.row_role,
        fact_procurement.line_item,
        fact_procurement.amount_yuan,
        fact_procurement.low_yuan,
        fact_procurement.high_yuan,
        fact_procurement.fact_id
    from fact_procurement
    join form_instance
        on form_instance.document_id = fact_procurement.document_id
        and form_instance.form = fact_procurement.form
        and form_instance.form_no = fact_procurement.form_no
    where fact_procurement.funding = 'total'
),
printed as (
    select
        instance_no, fiscal_year, stage, slot, category,
        min(amount_yuan) as amount_yuan,
        max(low_yuan) as low_yuan,
        min(high_yuan) as high_yuan,
        [min(fact_id)] as fact_ids
    from line
    where row_role = 'total' or line_item = 'category'
    group by instance_no, fiscal_year, stage, slot, category
    having min(amount_yuan) = max(amount_yuan)
),
summed as (
    select
        instance_no, fiscal_year, stage, slot, 'total' as category,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        list_sort(list(fact_id)) as fact_ids
    from line
    where row_role = 'item'
    group by instance_no, fiscal_year, stage, slot
)
select * from printed
union all
select * from summed anti join printed using (instance_no, fiscal_year, stage, category);

-- Assets: the value of all, which in a table of fixed assets is that of these, and the number of vehicles.
create or replace temp table slot_asset as
with line as (
    select form_instance.instance_no, form_instance.form, fact_asset.*
    exclude (form)
    from fact_asset
    join form_instance
        on form_instance.document_id = fact_asset.document_id
        and form_instance.form = fact_asset.form
        and form_instance.form_no = fact_asset.form_no
),
worth as (
    select
        instance_no, fiscal_year, stage, asset_kind, amount_yuan, low_yuan, high_yuan, fact_id,
        unnest(case asset_kind when 'total' then ['asset_total', 'fixed_asset'] else [asset_kind] end) as slot
    from line
    where asset_kind in ('total', 'fixed_asset') and amount_yuan is not null
),
counted as (
    select
        instance_no, fiscal_year, stage, 'vehicle_count' as slot, 0 as distance,
        quantity as amount_yuan, quantity as low_yuan, quantity as high_yuan, fact_id
    from line
    where asset_kind = 'vehicle' and quantity is not null
    union all
    select
        instance_no, fiscal_year, stage, slot, case when slot = asset_kind then 0 else 1 end,
        amount_yuan, low_yuan, high_yuan, fact_id
    from worth
)
select
    instance_no, fiscal_year, stage, slot, distance,
    min(amount_yuan) as amount_yuan,
    max(low_yuan) as low_yuan,
    min(high_yuan) as high_yuan,
    [min(fact_id)] as fact_ids
from counted
group by instance_no, fiscal_year, stage, slot, distance
having min(amount_yuan) = max(amount_yuan);

-- One row an amount, with what narrows its slot: funding, category and subject ('function/208', 'economic/30201', 'three_public/total').
create or replace temp table slot_printed as
with gathered as (
    select
        instance_no, fiscal_year, stage, slot, slot_funding(slot, funding) as funding, category, '' as subject, distance,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_whole
    union all
    select
        instance_no, fiscal_year, stage, slot, funding, 'total', '', 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_source
    union all
    select
        instance_no, fiscal_year, stage, 'expenditure', funding, category, '', 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_category
    union all
    select
        instance_no, fiscal_year, stage, slot, funding, 'total',
        case when item = '' then '' else 'three_public/' || item end, 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_three_public
    union all
    select
        instance_no, fiscal_year, stage, slot, 'total', category, '', 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_procurement
    union all
    select
        instance_no, fiscal_year, stage, slot, 'total', 'total', '', distance,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from slot_asset
    union all
    select
        instance_no, fiscal_year, stage, 'expenditure',
        slot_funding('expenditure', funding_of_form(form, funding)), category, 'function/' || class_code, 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from class_amount
    where side = 'expenditure'
    union all
    select
        instance_no, fiscal_year, stage, 'expenditure',
        slot_funding('expenditure', funding_of_form(form, funding)), category, classification || '/' || code, 0,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from subject_amount
    where side = 'expenditure' and not (classification = 'function' and length(code) = 3)
)
select
    form_instance.document_id,
    form_instance.scope_unit,
    form_instance.form,
    form_instance.has_unread,
    gathered.* exclude (instance_no)
from gathered
join form_instance on form_instance.instance_no = gathered.instance_no;

-- What tables leave blank is zero where the printed rest is the whole: other sources beside a general public budget that is all
-- revenue, and items of three public expenses beside others that make up their total.
create or replace temp table slot_blank as
with all_general_public as (
    select
        whole.document_id, whole.scope_unit, whole.form, whole.fiscal_year, whole.stage,
        list_concat(min(whole.fact_ids), min(source.fact_ids)) as fact_ids
    from slot_printed as whole
    join slot_printed as source using (document_id, scope_unit, form, fiscal_year, stage, slot)
    where whole.slot = 'revenue'
        and whole.funding = 'total'
        and whole.distance = 1
        and source.funding in ('general_public', 'appropriation')
        and source.amount_yuan = whole.amount_yuan
        and whole.amount_yuan > 0
    group by all
),
other_source as (
    select measure_code as funding
    from dim_measure
    where measure_kind = 'funding'
        and measure_code not in ('total', 'current_year', 'appropriation', 'general_public')
        and not starts_with(measure_code, 'carryover')
),
three_public_whole as (
    select
        whole.document_id, whole.scope_unit, whole.form, whole.fiscal_year, whole.stage, whole.funding,
        min(whole.fact_ids) as fact_ids
    from slot_printed as whole
    left join slot_printed as part
        on part.document_id = whole.document_id
        and part.scope_unit = whole.scope_unit
        and part.form = whole.form
        and part.fiscal_year = whole.fiscal_year
        and part.stage = whole.stage
        and part.funding = whole.funding
        and part.subject in ('three_public/abroad', 'three_public/vehicle', 'three_public/reception')
    where whole.subject = 'three_public/total'
    group by whole.document_id, whole.scope_unit, whole.form, whole.fiscal_year, whole.stage, whole.funding, whole.amount_yuan
    having whole.amount_yuan = coalesce(sum(part.amount_yuan), 0) and count(*) = count(distinct coalesce(part.subject, ''))
),
-- what makes up all vehicles is not told from what makes up their parts
three_public_item (item, upper_item) as (
    values ('abroad', 'total'), ('vehicle', 'total'), ('reception', 'total'),
        ('vehicle_purchase', 'vehicle'), ('vehicle_running', 'vehicle')
)
select
    document_id, scope_unit, form, fiscal_year, stage, 'revenue' as slot, other_source.funding, '' as subject, fact_ids
from all_general_public
cross join other_source
union all
select document_id, scope_unit, form, fiscal_year, stage, 'three_public', funding, 'three_public/' || item, fact_ids
from three_public_whole
join three_public_item on three_public_item.upper_item = 'total'
union all
select document_id, scope_unit, form, fiscal_year, stage, 'three_public', funding, 'three_public/' || item, fact_ids
from three_public_whole
join three_public_item on three_public_item.upper_item = 'vehicle'
where not exists (
    select 1
    from slot_printed
    where slot_printed.document_id = three_public_whole.document_id
        and slot_printed.fiscal_year = three_public_whole.fiscal_year
        and slot_printed.stage = three_public_whole.stage
        and starts_with(slot_printed.subject, 'three_public/vehicle')
        and slot_printed.amount_yuan <> 0
);

create or replace temp table slot_amount as
select * from slot_printed
union all by name
select
    slot_blank.document_id,
    slot_blank.scope_unit,
    slot_blank.form,
    false as has_unread,
    slot_blank.fiscal_year,
    slot_blank.stage,
    slot_blank.slot,
    slot_blank.funding,
    'total' as category,
    slot_blank.subject,
    0 as distance,
    0 as amount_yuan,
    0 as low_yuan,
    0 as high_yuan,
    slot_blank.fact_ids
from slot_blank
anti join slot_printed using (document_id, fiscal_year, stage, slot, funding, subject);

-- What the projects of a disclosure's goal forms get this year: one amount a project.
create or replace temp table goal_project as
select
    fact_project.document_id,
    fact_project.form_no,
    coalesce(fact_project.project_no, 1) as project_no,
    any_value(fact_project.project_name) as project_name,
    any_value(fact_project.project_kind) as project_kind,
    arg_max(fact_project.amount_yuan, (fact_project.row_role = 'total')::integer * 2 + (fact_project.column_role = 'total')::integer)
        as amount_yuan,
    arg_max(fact_project.low_yuan, (fact_project.row_role = 'total')::integer * 2 + (fact_project.column_role = 'total')::integer)
        as low_yuan,
    arg_max(fact_project.high_yuan, (fact_project.row_role = 'total')::integer * 2 + (fact_project.column_role = 'total')::integer)
        as high_yuan,
    arg_max(fact_project.fact_id, (fact_project.row_role = 'total')::integer * 2 + (fact_project.column_role = 'total')::integer)
        as fact_id
from fact_project
join document on document.document_id = fact_project.document_id and document.status = 'loaded'
where fact_project.form = 'project_performance'
    and fact_project.period = 'annual'
    and fact_project.plan_month is null
    and fact_project.funding = 'total'
    and fact_project.fiscal_year = document.fiscal_year
    and fact_project.stage = document.stage
group by fact_project.document_id, fact_project.form_no, coalesce(fact_project.project_no, 1);
