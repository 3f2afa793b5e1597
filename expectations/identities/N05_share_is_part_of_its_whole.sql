-- id: N05
-- zh: 占比＝部分÷所称总额
-- en: A share in percent is the part divided by the whole that the text names.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: Arithmetic of the sentence itself. A named denominator binds.
-- related: N04, N06, N07
-- assumes: A whole that the words name (占项目支出总额的) is taken from the tables and from the text, with or without what was carried over; else it is the amount said before the parts, or another one said before in the same section. A total without a budget or a category may be that of the section. The reading that fits counts. One unit of the last digit, which makes a list add up to a hundred, is info. A whole of zero gives no share.
with share as (
    select
        said.*,
        base.statement_id as base_id,
        base.label_zh as base_zh,
        base.label_en as base_en,
        base.amount_yuan as base_yuan,
        base.low_yuan as base_low,
        base.high_yuan as base_high,
        -- a total without a budget or category is that of the section
        said.whole_slot is not null
        and not (
            said.whole_slot in ('revenue', 'total_revenue', 'expenditure', 'total_expenditure', 'grand_total')
            and coalesce(said.whole_funding, 'total') = 'total'
            and coalesce(said.whole_category, 'total') = 'total'
        ) as is_bound
    from said
    join said as base on base.statement_id = said.base_statement_id
    where said.statement_measure = 'share' and said.percent is not null and said.slot is not null and base.amount_yuan is not null
),
named as (
    select
        share.statement_id,
        share.document_id,
        share.fiscal_year,
        share.stage,
        slot_meaning.table_slot,
        slot_funding(share.whole_slot, coalesce(share.whole_funding, 'total')) as money,
        coalesce(share.whole_category, 'total') as category
    from share
    join slot_meaning on slot_meaning.slot = share.whole_slot
),
-- revenue and total revenue, expenditure and total expenditure are one money with and without what is carried over
wide_slot (table_slot, wide_slot) as (
    values
        ('revenue', 'revenue'), ('revenue', 'total_revenue'), ('total_revenue', 'total_revenue'), ('total_revenue', 'revenue'),
        ('expenditure', 'expenditure'), ('expenditure', 'total_expenditure'),
        ('total_expenditure', 'total_expenditure'), ('total_expenditure', 'expenditure')
),
named_whole as (
    select named.statement_id, slot_amount.amount_yuan, slot_amount.low_yuan, slot_amount.high_yuan, slot_amount.fact_ids
    from named
    left join wide_slot on wide_slot.table_slot = named.table_slot
    join narrative_source on narrative_source.document_id = named.document_id
    join slot_amount
        on slot_amount.document_id = narrative_source.source_document_id
        and slot_amount.slot = coalesce(wide_slot.wide_slot, named.table_slot)
        and slot_amount.fiscal_year = named.fiscal_year
        and slot_amount.stage = named.stage
        and slot_amount.funding = named.money
        and slot_amount.category = named.category
        and slot_amount.subject in ('', 'three_public/total')
    union all
    select named.statement_id, whole.amount_yuan, whole.low_yuan, whole.high_yuan, [whole.statement_id]
    from named
    left join wide_slot on wide_slot.table_slot = named.table_slot
    join said as whole
        on whole.document_id = named.document_id
        and whole.slot = coalesce(wide_slot.wide_slot, named.table_slot)
        and whole.fiscal_year = named.fiscal_year
        and whole.stage = named.stage
        and whole.money = named.money
        and whole.category = named.category
        and whole.subject in ('', 'three_public/total')
        and whole.statement_measure = 'amount'
        and whole.amount_yuan is not null
),
reading as (
    select *, 1 as reading_no from named_whole
    union all
    select share.statement_id, whole.amount_yuan, whole.low_yuan, whole.high_yuan, [whole.statement_id], 2
    from share
    join said as whole on whole.statement_id = share.whole_statement_id
    where whole.amount_yuan is not null
        -- words that name another whole than the one said before bind
        and (not share.is_bound or share.statement_id not in (select statement_id from named_whole))
    union all
    -- where the words name no whole, or just 总支出, another amount said before the part in the same section may be meant
    select share.statement_id, whole.amount_yuan, whole.low_yuan, whole.high_yuan, [whole.statement_id], 3
    from share
    join said as whole
        on whole.document_id = share.document_id
        and whole.section is not distinct from share.section
        and whole.statement_no < share.statement_no
        and whole.sentence_no >= share.sentence_no - 12
    where not share.is_bound
        and (share.whole_slot is not null or share.whole_statement_id is not null)
        and whole.statement_measure = 'amount'
        and whole.amount_yuan > 0
        and whole.statement_id not in (share.base_id, coalesce(share.whole_statement_id, ''))
),
computed as (
    select
        share.*,
        reading.statement_id is null as lacks_whole,
        reading.amount_yuan as whole_yuan,
        reading.fact_ids as whole_ids,
        reading.reading_no,
        ratio(share.base_yuan, reading.amount_yuan) as computed,
        ratio_low(share.base_low, reading.high_yuan) as computed_low,
        ratio_high(share.base_high, reading.low_yuan) as computed_high,
        count(distinct reading.amount_yuan) over (partition by share.statement_id) as wholes
    from share
    left join reading on reading.statement_id = share.statement_id
)
select
    document_id,
    null as form,
    -- parts of one list that take another whole than the named one have one cause
    concat_ws(
        ' ', 'share of', coalesce(whole_slot, 'the whole'), nullif(whole_category, 'total'),
        case when percent > 0 then (base_yuan * 100 / percent / pow(10, floor(log10(base_yuan * 100 / percent)) - 1))::integer end
    )
    || ' / ' || node || place_name as key,
    'eq' as relation,
    -- a ratio that rounds to the printed percentage is exact
    case when computed between percent_low and percent_high then percent else computed end as expected_yuan,
    computed_low as expected_low_yuan,
    computed_high as expected_high_yuan,
    percent as actual_yuan,
    percent_low as actual_low_yuan,
    percent_high as actual_high_yuan,
    2 as addends,
    list_concat([base_id], whole_ids) as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when lacks_whole then 'side_missing'
        when computed is null or computed_high is null then 'whole_is_zero'
    end as not_evaluable_reason,
    'percent' as value_unit,
    case when abs(computed - percent) <= percent_high - percent_low then 'info' end as weakened_to,
    '文字说明中的' || base_zh || '占比与所称总额算出的比例不符。' as note_zh,
    'The share that the narrative gives (' || base_en || ') is not the part over the whole that it names.' as note_en
from computed
qualify row_number() over (
    partition by statement_id
    order by
        coalesce(computed between percent_low and percent_high, false) desc,
        coalesce(computed_low <= percent_high and percent_low <= computed_high, false) desc,
        reading_no, abs(computed - percent), whole_ids[1]
) = 1
