-- id: P02
-- zh: 支出合计与上年同口径相比不超过一倍、不低于一半
-- en: Total expenditure is at most twice and at least half of the year before.
-- roles: expenditure; summary
-- severity: info from 2024-01-01
-- basis: A unit's tasks rarely change that fast; a jump is explained, or one of the two numbers is wrong.
-- related: X02
-- assumes: Budget with budget, final account with final account. The year before is a column of the same document, else the unit's document of that year. New, merged and dissolved units jump.
with whole as (
    select whole_amount.*, document.unit_id, document.fiscal_year as document_year, document.stage as document_stage
    from whole_amount
    join document on document.document_id = whole_amount.document_id
    where side = 'expenditure'
        and whole_amount.form in ('expenditure', 'summary')
        and part in ('total', 'current_year')
        and funding = 'total'
        and category = 'total'
        and scope_unit = ''
        and whole_amount.stage = document.stage
    -- the table of expenditure, else the summary
    qualify row_number() over (
        partition by whole_amount.document_id, whole_amount.fiscal_year order by whole_amount.form, whole_amount.instance_no
    ) = 1
),
this_year as (
    select * from whole where fiscal_year = document_year
),
-- the column of the year before in the document itself, else the unit's own document of that year
last_year as (
    select document_id, fiscal_year + 1 as fiscal_year, amount_yuan, low_yuan, high_yuan, fact_ids
    from whole
    where fiscal_year = document_year - 1
    union all
    select
        this_year.document_id, this_year.fiscal_year,
        before.amount_yuan, before.low_yuan, before.high_yuan, before.fact_ids
    from this_year
    join this_year as before
        on before.unit_id = this_year.unit_id
        and before.stage = this_year.stage
        and before.fiscal_year = this_year.fiscal_year - 1
    anti join whole as own_column
        on own_column.document_id = this_year.document_id and own_column.fiscal_year = this_year.fiscal_year - 1
),
compared as (
    select
        document_id,
        this_year.form,
        this_year.amount_yuan,
        this_year.low_yuan,
        this_year.high_yuan,
        this_year.fact_ids,
        last_year.amount_yuan as yuan_before,
        last_year.low_yuan as low_before,
        last_year.high_yuan as high_before,
        last_year.fact_ids as fact_ids_before,
        '支出合计 ' || money(this_year.amount_yuan) || '，上年为 ' || money(last_year.amount_yuan) || '。' as note_zh,
        'Total expenditure is ' || this_year.amount_yuan || ' yuan; the year before it was ' || last_year.amount_yuan || ' yuan.'
            as note_en
    from this_year
    left join last_year using (document_id, fiscal_year)
)
select
    document_id,
    form,
    'at most twice' as key,
    'le' as relation,
    amount_yuan as expected_yuan,
    low_yuan as expected_low_yuan,
    high_yuan as expected_high_yuan,
    yuan_before * 2 as actual_yuan,
    low_before * 2 as actual_low_yuan,
    high_before * 2 as actual_high_yuan,
    1 as addends,
    fact_ids as expected_fact_ids,
    fact_ids_before as actual_fact_ids,
    note_zh,
    note_en,
    case when yuan_before is null then 'side_missing' end as not_evaluable_reason
from compared
union all
select
    document_id,
    form,
    'at least half',
    'le',
    yuan_before,
    low_before,
    high_before,
    amount_yuan * 2,
    low_yuan * 2,
    high_yuan * 2,
    1,
    fact_ids_before,
    fact_ids,
    note_zh,
    note_en,
    case when yuan_before is null then 'side_missing' end
from compared
