-- What the narrative says, in the words of the tables: each statement with its slot, and the amounts of tables it can mean.

create or replace temp table slot_name as
select *
from (
    values
        ('total_revenue', '收入总计', 'total revenue'),
        ('total_expenditure', '支出总计', 'total expenditure'),
        ('grand_total', '收支总计', 'total revenue and expenditure'),
        ('revenue', '收入', 'revenue'),
        ('expenditure', '支出', 'expenditure'),
        ('carryover', '上年结转', 'money carried over'),
        ('carry_forward', '年末结转和结余', 'money carried forward'),
        ('three_public', '“三公”经费', 'three public expenses'),
        ('operating_expense', '机关运行经费', 'operating expenses of the agency'),
        ('procurement', '政府采购', 'government procurement'),
        ('purchased_service', '政府购买服务', 'purchased services'),
        ('performance_amount', '绩效管理项目金额', 'amount of projects under performance management'),
        ('performance_count', '绩效管理项目个数', 'number of projects under performance management'),
        ('overall_performance', '整体绩效目标所列资金', 'money named in the overall performance goal'),
        ('project_count', '项目个数', 'number of projects'),
        ('fixed_asset', '固定资产', 'fixed assets'),
        ('vehicle_count', '车辆', 'vehicles'),
        ('vehicle_quota', '车辆编制', 'authorised vehicles'),
        ('equipment_count', '设备', 'equipment'),
        ('building_area', '房屋面积', 'area of buildings'),
        ('staff_count', '人数', 'number of staff'),
        ('staff_quota', '人员编制', 'authorised staff'),
        ('asset_total', '资产总额', 'all assets'),
        ('planned_vehicle_count', '拟购置车辆', 'vehicles to be bought'),
        ('planned_equipment_count', '拟购置设备', 'equipment to be bought')
) as named (slot, name_zh, name_en);

-- node names the quantity in a comparison's key. subject is written as in slot_amount, money is its funding; number is the amount or
-- what is counted.
create or replace temp table said as
with placed as (
    select
        fact_statement.*,
        document.fiscal_year as document_year,
        document.stage as document_stage,
        case
            when fact_statement.slot = 'three_public'
                then 'three_public/' || coalesce(three_public_node.code, 'total')
            when function_node.code is not null then 'function/' || function_node.code
            when economic_node.code is not null then 'economic/' || economic_node.code
            else ''
        end as subject,
        slot_funding(fact_statement.slot, fact_statement.funding) as money,
        coalesce(three_public.subject_name, economic_subject.subject_name, function_subject.subject_name) as subject_name
    from fact_statement
    join document on document.document_id = fact_statement.document_id and document.status = 'loaded'
    left join subject_node as function_node on function_node.subject_id = fact_statement.function_subject_id
    left join subject_node as economic_node on economic_node.subject_id = fact_statement.economic_subject_id
    left join subject_node as three_public_node on three_public_node.subject_id = fact_statement.three_public_subject_id
    left join dim_subject as function_subject on function_subject.subject_id = fact_statement.function_subject_id
    left join dim_subject as economic_subject on economic_subject.subject_id = fact_statement.economic_subject_id
    left join dim_subject as three_public on three_public.subject_id = fact_statement.three_public_subject_id
)
select
    placed.*,
    coalesce(placed.amount_yuan, placed.quantity) as number,
    coalesce(placed.low_yuan, placed.quantity) as number_low,
    coalesce(placed.high_yuan, placed.quantity) as number_high,
    concat_ws(
        ' ', placed.slot, nullif(placed.money, 'total'), nullif(placed.category, 'total'),
        nullif(placed.subject, ''), placed.project_kind
    ) as node,
    time_name(placed.fiscal_year, placed.stage, placed.document_year, placed.document_stage) as place_name,
    concat_ws(
        '·', funding_name.name_zh,
        case when category_name.name_zh is null and placed.subject_name is not null then null else slot_name.name_zh end,
        category_name.name_zh, placed.subject_name, placed.project_kind
    ) as label_zh,
    concat_ws(
        ', ', slot_name.name_en, funding_name.name_en, category_name.name_en, placed.subject_name, placed.project_kind
    ) as label_en
from placed
left join slot_name on slot_name.slot = placed.slot
left join dim_measure as funding_name
    on funding_name.measure_kind = 'funding'
    and funding_name.measure_code = placed.money
    and placed.money <> 'total'
left join dim_measure as category_name
    on category_name.measure_kind = 'category'
    and category_name.measure_code = placed.category
    and placed.category <> 'total';

-- Which slots of tables a slot of the narrative can mean.
create or replace temp table slot_meaning as
select slot, slot as table_slot from slot_name where slot <> 'grand_total'
union all
values ('grand_total', 'total_revenue'), ('grand_total', 'total_expenditure');

-- Two displays of one amount may differ by one unit of the coarser one's last digit: a sum of rounded parts, a number cut off.
create or replace temp macro is_near(one, one_low, one_high, other, other_low, other_high) as
    abs(one - other) <= greatest(one_high - one_low, other_high - other_low);

-- Amounts of tables that a statement can mean. likeness: 0 the slot itself; 1 the same money with or without what was carried over or
-- is left; 2 another budget's column where the unit has money of one budget only, or where a subject is said without its budget, and
-- basic expenditure that agrees where an economic subject is said without its category; 3 a lookalike (another budget or unit), by
-- which a difference may be explained but nothing proved.
create or replace temp table said_candidate as
with one_money as (
    select document_id, scope_unit, fiscal_year, stage
    from other_money
    where carryover_yuan = 0 and non_fiscal_yuan = 0 and government_fund_yuan = 0 and state_capital_yuan = 0
)
select
    said.statement_id,
    slot_amount.form,
    slot_amount.has_unread,
    case
        when slot_amount.scope_unit not in ('', said.unit_id) then 3
        when slot_amount.funding = said.money and slot_amount.category = said.category then slot_amount.distance
        when slot_amount.funding = said.money then 2
        when one_money.document_id is not null then 2
        when said.money = 'total' and said.subject <> '' and said.slot = 'expenditure' then 2
        else 3
    end as likeness,
    slot_amount.amount_yuan,
    slot_amount.low_yuan,
    slot_amount.high_yuan,
    slot_amount.fact_ids,
    slot_amount.amount_yuan = said.number as is_exact,
    slot_amount.low_yuan <= said.number_high and said.number_low <= slot_amount.high_yuan as meets,
    is_near(slot_amount.amount_yuan, slot_amount.low_yuan, slot_amount.high_yuan, said.number, said.number_low, said.number_high)
        as is_near
from said
join narrative_source on narrative_source.document_id = said.document_id
join slot_meaning on slot_meaning.slot = said.slot
join slot_amount
    on slot_amount.document_id = narrative_source.source_document_id
    and slot_amount.slot = slot_meaning.table_slot
    and slot_amount.fiscal_year = said.fiscal_year
    and slot_amount.stage = said.stage
    and (
        slot_amount.category = said.category
        or (
            said.category = 'total'
            and slot_amount.category = 'basic'
            and starts_with(said.subject, 'economic/')
            and slot_amount.low_yuan <= said.number_high
            and said.number_low <= slot_amount.high_yuan
        )
    )
    and slot_amount.subject = said.subject
left join one_money
    on one_money.document_id = slot_amount.document_id
    and one_money.scope_unit = slot_amount.scope_unit
    and one_money.fiscal_year = slot_amount.fiscal_year
    and one_money.stage = slot_amount.stage
where said.number is not null
    and (
        slot_amount.funding = said.money
        or (
            slot_amount.funding in ('total', 'appropriation', 'general_public')
            and said.money in ('total', 'appropriation', 'general_public')
        )
    );

-- One amount of tables a statement: the one that fits best, else the one that most tables print of what the slot names.
create or replace temp table said_in_table as
with counted as (
    select
        *,
        count(*) over (partition by statement_id, amount_yuan, likeness) as tables,
        list_sort(flatten(list(fact_ids) over (partition by statement_id, amount_yuan, likeness < 3))) as all_fact_ids,
        bool_or((meets or is_near) and likeness = 3) over (partition by statement_id) as fits_lookalike,
        bool_or(has_unread) over (partition by statement_id) as is_unread
    from said_candidate
)
select
    statement_id, form, amount_yuan, low_yuan, high_yuan,
    list_sort(list_distinct(all_fact_ids)) as fact_ids,
    meets, is_near, fits_lookalike, is_unread, likeness
from counted
where likeness < 3
qualify row_number() over (
    partition by statement_id
    order by
        is_exact desc, meets desc, is_near desc, likeness, tables desc, abs(high_yuan - low_yuan), form, amount_yuan
) = 1;

-- The amount that a change, growth, share, completion or prior amount is about: as the text links it, else the nearest amount before
-- it of the same quantity in the same section.
create or replace temp table said_base as
select statement_id, base_statement_id
from said
where base_statement_id is not null
union all
select dependent.statement_id, max_by(base.statement_id, base.statement_no)
from said as dependent
join said as base
    on base.document_id = dependent.document_id
    and base.section is not distinct from dependent.section
    and base.node = dependent.node
    and base.statement_measure = 'amount'
    and base.statement_no < dependent.statement_no
    and base.sentence_no >= dependent.sentence_no - 2
where dependent.base_statement_id is null
    and dependent.slot is not null
    and dependent.statement_measure in ('prior', 'change', 'growth', 'completion', 'comparison')
    and (base.fiscal_year = dependent.fiscal_year or dependent.statement_measure = 'prior')
group by dependent.statement_id;

-- One earlier amount an amount: of the year before.
create or replace temp table said_prior as
select base.statement_id as base_statement_id, min_by(prior.statement_id, prior.statement_no) as prior_statement_id
from said as prior
join said_base on said_base.statement_id = prior.statement_id
join said as base on base.statement_id = said_base.base_statement_id
where prior.statement_measure = 'prior' and prior.amount_yuan is not null and base.amount_yuan is not null
group by base.statement_id
having count(distinct prior.amount_yuan) = 1;

-- True for a change or a comparison of final expenditure with its budget: last year's amount has no part in it.
create or replace temp macro is_against_plan(said_stage, base_stage) as
    base_stage = 'final' and said_stage in ('budget', 'adjusted');

-- Changes with their sign. A change that is printed with a minus sign already goes down.
create or replace temp table said_change as
select
    said.* exclude (base_statement_id),
    said_base.base_statement_id,
    case when said.direction = 'down' then -abs(said.amount_yuan) else said.amount_yuan end as signed_yuan,
    case when said.direction = 'down' then -greatest(abs(said.low_yuan), abs(said.high_yuan)) else said.low_yuan end as signed_low,
    case when said.direction = 'down' then -least(abs(said.low_yuan), abs(said.high_yuan)) else said.high_yuan end as signed_high
from said
left join said_base on said_base.statement_id = said.statement_id
where said.statement_measure = 'change'
    and said.amount_yuan is not null
    and said.direction in ('up', 'down');

-- Percentages are not exact: the ends of a ratio in percent, of amounts that are not below zero.
create or replace temp macro ratio_low(part_low, whole_high) as
    case when whole_high > 0 then (greatest(part_low, 0) * 100.0 / whole_high)::decimal(22, 4) - 0.0001 end;
create or replace temp macro ratio_high(part_high, whole_low) as
    case when whole_low > 0 then (part_high * 100.0 / whole_low)::decimal(22, 4) + 0.0001 end;
create or replace temp macro ratio(part, whole) as
    case when whole > 0 then (part * 100.0 / whole)::decimal(22, 4) end;

-- Sentences that give one quantity several amounts list its parts: what they name is narrower than its slot. So do several amounts of one
-- subject that make up what the tables print of it (2050803 of 公用经费 and of projects).
create or replace temp table said_in_parts as
with listed as (
    select document_id, sentence_no, node, fiscal_year, stage
    from said
    where statement_measure in ('amount', 'prior') and amount_yuan is not null and slot is not null
    group by all
    having count(distinct amount_yuan) > 1
),
summed as (
    select
        said.document_id, said.node, said.fiscal_year, said.stage,
        list_distinct(list(said.sentence_no)) as sentence_nos
    from said
    join said_in_table on said_in_table.statement_id = said.statement_id
    where said.statement_measure = 'amount'
        and said.subject <> ''
        and said.slot = 'expenditure'
        and said.amount_yuan > 0
        and not said_in_table.meets
    group by said.document_id, said.node, said.fiscal_year, said.stage
    having count(distinct said.amount_yuan) > 1
        and sum(distinct said.amount_yuan) between min(said_in_table.low_yuan) - max(said.high_yuan - said.low_yuan)
            and max(said_in_table.high_yuan) + max(said.high_yuan - said.low_yuan)
)
select document_id, sentence_no, node, fiscal_year, stage from listed
union
select document_id, unnest(sentence_nos), node, fiscal_year, stage from summed;
