-- What a document says of buying, beside its tables of expenditure: sentences, and tables of procurement.

-- Amounts said in prose for the document's own year and stage; of an amount that is said twice, the greater.
create or replace temp table said_amount as
select
    fact_statement.document_id,
    fact_statement.slot,
    fact_statement.category,
    max(fact_statement.amount_yuan) as amount_yuan,
    arg_max(fact_statement.low_yuan, fact_statement.amount_yuan) as low_yuan,
    arg_max(fact_statement.high_yuan, fact_statement.amount_yuan) as high_yuan,
    list_sort(list(fact_statement.statement_id)) as statement_ids
from fact_statement
join document
    on document.document_id = fact_statement.document_id
    and document.status = 'loaded'
    and document.fiscal_year = fact_statement.fiscal_year
    and document.stage = fact_statement.stage
where fact_statement.statement_measure = 'amount'
    and fact_statement.amount_yuan is not null
    and fact_statement.slot in ('procurement', 'fixed_asset')
group by fact_statement.document_id, fact_statement.slot, fact_statement.category;

-- Each form of buying or of projects, one line a document: whether it prints money, and which facts or, if none, which form says so.
create or replace temp table buying_form as
with printed_amount_of_buying as (
    select document_id, form, procurement_kind, amount_yuan, row_role, fact_id from fact_procurement
    union all
    select document_id, form, null, amount_yuan, row_role, fact_id from fact_project where form = 'project'
),
amount as (
    -- a total says nothing of kinds where its items do
    select *, row_role = 'item' or not bool_or(row_role = 'item') over (partition by document_id, form) as says_kind
    from printed_amount_of_buying
),
printed as (
    select
        document_id,
        form,
        bool_or(amount_yuan > 0) as has_money,
        bool_or(amount_yuan > 0 and coalesce(procurement_kind, 'goods') = 'goods') filter (says_kind) as may_buy_goods,
        bool_or(amount_yuan > 0 and coalesce(procurement_kind, 'services') = 'services') filter (says_kind)
            as may_buy_services,
        coalesce(
            max(amount_yuan) filter (row_role = 'total'),
            sum(amount_yuan) filter (row_role = 'item')
        ) as amount_yuan,
        list_sort(list(fact_id) filter (row_role = 'item' and amount_yuan > 0)) as fact_ids
    from amount
    group by document_id, form
),
form_of_document as (
    select
        document_id,
        form,
        bool_and(state = 'empty') as is_empty,
        bool_or(issue_cells > 0) as has_unread,
        list_sort(list(left(document_id, 16) || '-form-' || form_no)) as form_ids
    from document_form
    where form in ('procurement', 'purchased_service', 'project')
    group by document_id, form
)
select
    document_id,
    form,
    coalesce(form_of_document.is_empty, false) as is_empty,
    -- a form that is recognised but of which no amount was read says nothing
    printed.document_id is not null or (form_of_document.is_empty and not form_of_document.has_unread) as is_known,
    coalesce(printed.has_money, false) as has_money,
    coalesce(printed.may_buy_goods, false) as may_buy_goods,
    coalesce(printed.may_buy_services, false) as may_buy_services,
    coalesce(printed.amount_yuan, 0) as amount_yuan,
    case when coalesce(printed.has_money, false) then printed.fact_ids else form_of_document.form_ids end as evidence_ids
from printed
full join form_of_document using (document_id, form);

-- Fixed assets bought with basic expenditure, by the document's own year: computers, machines, vehicles, houses.
create or replace temp table capital_purchase as
select
    subject_amount.document_id,
    sum(subject_amount.amount_yuan) as amount_yuan,
    list_sort(flatten(list(subject_amount.fact_ids))) as fact_ids
from subject_amount
join document
    on document.document_id = subject_amount.document_id
    and document.fiscal_year = subject_amount.fiscal_year
    and document.stage = subject_amount.stage
where subject_amount.side = 'expenditure'
    and subject_amount.classification = 'economic'
    and subject_amount.form = 'basic'
    and subject_amount.category = 'basic'
    and subject_amount.code in ('31001', '31002', '31003', '31013', '31019')
    and subject_amount.amount_yuan > 0
group by subject_amount.document_id;
