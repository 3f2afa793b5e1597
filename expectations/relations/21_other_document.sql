-- Documents of one unit beside each other: the year before, the budget of the same year, the units of a department, an earlier version.

create or replace temp table document_pair as
select * from pair_at_hand;

-- What was carried in and what was left at the end of a year, by the summary of a document.
create or replace temp table balance as
with line as (
    select
        form_instance.document_id,
        list_line.fiscal_year,
        list_line.stage,
        case when list_line.side = 'revenue' then 'opening' else 'closing' end as balance_kind,
        list_line.amount_yuan,
        list_line.low_yuan,
        list_line.high_yuan,
        list_line.fact_id
    from list_line
    join form_instance on form_instance.instance_no = list_line.instance_no
    where form_instance.form = 'summary'
        and form_instance.scope_unit = ''
        and list_line.fiscal_year = form_instance.fiscal_year
        and list_line.stage = form_instance.stage
        and list_line.line_item in ('carryover', 'carry_forward')
        and (list_line.side = 'expenditure' or list_line.funding = 'carryover')
)
select *
from line
-- a row and its own details may carry one name: the first is the whole
qualify row_number() over (
    partition by document_id, balance_kind order by amount_yuan desc, fact_id
) = 1;

-- What a document carries in beside what the final account of the year before left.
create or replace temp view carried_balance as
select
    opening.document_id,
    opening.stage,
    'summary' as form,
    'eq' as relation,
    closing.amount_yuan as expected_yuan,
    closing.low_yuan as expected_low_yuan,
    closing.high_yuan as expected_high_yuan,
    opening.amount_yuan as actual_yuan,
    opening.low_yuan as actual_low_yuan,
    opening.high_yuan as actual_high_yuan,
    1 as addends,
    [closing.fact_id] as expected_fact_ids,
    [opening.fact_id] as actual_fact_ids
from balance as opening
join document_pair
    on document_pair.document_id = opening.document_id
    and document_pair.pair_kind = 'earlier_document'
    and document_pair.other_stage = 'final'
left join balance as closing
    on closing.document_id = document_pair.other_document_id and closing.balance_kind = 'closing'
where opening.balance_kind = 'opening';

-- What the tables of a document say in the words that statements use: one amount a slot, where the document says one only.
create or replace temp table table_figure as
with figure as (
    select
        document_id, fiscal_year, stage, 'three_public' as slot, 'total' as category,
        null::varchar as function_subject_id, three_public_subject_id, amount_yuan, low_yuan, high_yuan, fact_id
    from fact_expenditure
    semi join form_instance using (document_id, form, form_no, unit_id)
    where form = 'three_public'
        and three_public_subject_id is not null
        and amount_kind = 'amount'
        and funding in ('total', 'appropriation', 'general_public')
    union all
    select
        document_id, fiscal_year, stage, 'expenditure', category,
        function_subject_id, null, amount_yuan, low_yuan, high_yuan, fact_id
    from fact_expenditure
    where form = 'general_public'
        and amount_kind = 'amount'
        and funding = 'general_public'
        and category = 'total'
        and function_subject_id is not null
    union all
    select
        document_id, fiscal_year, stage,
        case when side = 'revenue' then 'total_revenue' else 'total_expenditure' end, 'total',
        null, null, amount_yuan, low_yuan, high_yuan, fact_ids[1]
    from whole_amount
    where form = 'summary' and part = 'grand_total' and funding = 'total' and category = 'total'
    union all
    select
        document_id, fiscal_year, stage, 'expenditure', category,
        null, null, amount_yuan, low_yuan, high_yuan, fact_ids[1]
    from whole_amount
    where form = 'expenditure' and part = 'total' and funding = 'total' and category in ('basic', 'project')
)
select
    document_id, fiscal_year, stage, slot, category, function_subject_id, three_public_subject_id,
    min(amount_yuan) as amount_yuan,
    max(low_yuan) as low_yuan,
    min(high_yuan) as high_yuan,
    [min(fact_id)] as fact_ids
from figure
group by all
having min(amount_yuan) = max(amount_yuan);
