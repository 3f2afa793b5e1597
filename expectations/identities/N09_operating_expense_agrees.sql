-- id: N09
-- zh: 文字所述机关运行经费＝机关运行经费表合计；无该表时不超过公用经费
-- en: Operating expenses said in the narrative equal their table; where there is none, they are at most the public part of basic expenditure.
-- roles: narrative + operating_expense; narrative + basic; narrative + three_public; narrative + basic_function; narrative + appropriation_basic; narrative + basic_all
-- severity: error from 2024-01-01
-- basis: 机关运行经费 is the public part of basic expenditure (日常公用经费) of agencies and of institutions run like agencies, paid from the general public budget.
-- related: A14, A16, N01, N16
-- assumes: Each amount in its own unit. Only a table of operating expenses binds exactly. Institutions may stand in 公用经费 and not in operating expenses, and some places add running costs paid from projects, so that against 公用经费 less is silent and more is a warning.
with stated as (
    select *
    from said
    where slot = 'operating_expense'
        and statement_measure = 'amount'
        and amount_yuan is not null
        and fiscal_year = document_year
        and project_kind is null
),
own_table as (
    select stated.statement_id, said_in_table.*
    exclude (statement_id)
    from stated
    join said_in_table on said_in_table.statement_id = stated.statement_id
),
public_part as (
    select
        stated.statement_id,
        max(slot_amount.amount_yuan) as amount_yuan,
        max(slot_amount.low_yuan) as low_yuan,
        max(slot_amount.high_yuan) as high_yuan,
        arg_max(slot_amount.form, (slot_amount.amount_yuan, slot_amount.fact_ids)) as form,
        arg_max(slot_amount.fact_ids, (slot_amount.amount_yuan, slot_amount.fact_ids)) as fact_ids
    from stated
    join narrative_source on narrative_source.document_id = stated.document_id
    join slot_amount
        on slot_amount.document_id = narrative_source.source_document_id
        and slot_amount.slot = 'expenditure'
        and slot_amount.category = 'public'
        and slot_amount.subject = ''
        and slot_amount.fiscal_year = stated.fiscal_year
        and slot_amount.stage = stated.stage
    where stated.statement_id not in (select statement_id from own_table)
    group by stated.statement_id
),
-- a table of operating expenses that could not be read is no missing table
unread_table as (
    select narrative_source.document_id
    from document_form
    join narrative_source on narrative_source.source_document_id = document_form.document_id
    where document_form.form = 'operating_expense' and document_form.state = 'filled'
    group by narrative_source.document_id
)
select
    stated.document_id,
    coalesce(own_table.form, public_part.form) as form,
    stated.node || stated.place_name as key,
    case when own_table.statement_id is null and public_part.statement_id is not null then 'le' else 'eq' end as relation,
    case when own_table.statement_id is null then stated.amount_yuan else own_table.amount_yuan end as expected_yuan,
    case when own_table.statement_id is null then stated.low_yuan else own_table.low_yuan end as expected_low_yuan,
    case when own_table.statement_id is null then stated.high_yuan else own_table.high_yuan end as expected_high_yuan,
    case when own_table.statement_id is null then public_part.amount_yuan else stated.amount_yuan end as actual_yuan,
    case when own_table.statement_id is null then public_part.low_yuan else stated.low_yuan end as actual_low_yuan,
    case when own_table.statement_id is null then public_part.high_yuan else stated.high_yuan end as actual_high_yuan,
    1 as addends,
    case when own_table.statement_id is null then [stated.statement_id] else own_table.fact_ids end as expected_fact_ids,
    case when own_table.statement_id is null then public_part.fact_ids else [stated.statement_id] end as actual_fact_ids,
    case
        when own_table.statement_id is null and public_part.statement_id is null then 'side_missing'
        when own_table.statement_id is null and unread_table.document_id is not null then 'table_not_loaded'
    end as not_evaluable_reason,
    case
        when own_table.is_near then 'info'
        when own_table.statement_id is null then 'warning'
    end as weakened_to,
    case
        when own_table.statement_id is null then '文字所述机关运行经费大于公用经费。'
        else '文字所述机关运行经费（' || stated.printed_text || '）与机关运行经费表的合计不一致。'
    end as note_zh,
    case
        when own_table.statement_id is null then 'Operating expenses in the narrative exceed the public part of basic expenditure.'
        else 'Operating expenses in the narrative (' || stated.printed_text || ') are not the total of their table.'
    end as note_en
from stated
left join own_table on own_table.statement_id = stated.statement_id
left join public_part on public_part.statement_id = stated.statement_id
left join unread_table on unread_table.document_id = stated.document_id
