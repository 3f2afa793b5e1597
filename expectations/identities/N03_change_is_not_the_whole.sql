-- id: N03
-- zh: 比上年增加额≠本年数（相等意味着上年数为零）
-- en: The increase over last year is not this year's whole amount, which would mean that last year's amount was zero.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: The increase is this year's amount less last year's; a unit that spent money last year cannot have had none.
-- related: N02, N04
-- assumes: Totals, basic expenditure and operating expenses only: a project, a fund or an item may begin from nothing. An error only where the document itself says or prints money of an earlier year, a decrease or a smaller increase; else, as with a new unit, a warning. The actual side is last year's amount, this year's less the increase; it is at least one fen.
with past as (
    -- what shows that the unit spent money before
    select document_id from said where fiscal_year < document_year and amount_yuan > 0
    union
    select document_id from said_change where direction = 'down' and amount_yuan > 0
    union
    select narrative_source.document_id
    from slot_amount
    join narrative_source on narrative_source.source_document_id = slot_amount.document_id
    join document on document.document_id = narrative_source.document_id
    where slot_amount.fiscal_year < document.fiscal_year and slot_amount.amount_yuan > 0
    union
    select said_change.document_id
    from said_change
    join said as base on base.statement_id = said_change.base_statement_id
    where said_change.direction = 'up' and said_change.high_yuan < base.low_yuan
),
step as (
    select said_change.*, base.statement_id as base_id, base.amount_yuan as base_yuan
    from said_change
    join said as base on base.statement_id = said_change.base_statement_id
    where said_change.direction = 'up'
        and base.statement_measure = 'amount'
        and base.amount_yuan > 0
        and said_change.amount_yuan > 0
        and base.subject = ''
        and base.slot in (
            'total_revenue', 'total_expenditure', 'grand_total', 'revenue', 'expenditure', 'operating_expense'
        )
        and base.money in ('total', 'appropriation', 'general_public')
        and base.category in ('total', 'basic', 'personnel', 'public')
)
select
    document_id,
    null as form,
    node || ' / change' || place_name as key,
    'le' as relation,
    0.01 as expected_yuan,
    0.01 as expected_low_yuan,
    0.01 as expected_high_yuan,
    base_yuan - amount_yuan as actual_yuan,
    base_yuan - amount_yuan as actual_low_yuan,
    base_yuan - amount_yuan as actual_high_yuan,
    2 as addends,
    []::varchar[] as expected_fact_ids,
    [base_id, statement_id] as actual_fact_ids,
    null as not_evaluable_reason,
    case when past.document_id is null then 'warning' end as weakened_to,
    '文字说明中的' || label_zh || '：增加额等于（或大于）本年数，即上年数为零'
    || case when past.document_id is null then '' else '，而该文件另有大于零的上年数' end || '。' as note_zh,
    'In the narrative, the increase is the whole amount of this year (' || label_en || '), so that last year''s would be zero'
    || case when past.document_id is null then '' else ', while the document shows money of the year before' end
    || '.' as note_en
from step
left join past using (document_id)
