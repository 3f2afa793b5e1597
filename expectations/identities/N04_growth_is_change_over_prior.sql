-- id: N04
-- zh: 增减百分比＝增减额÷上年数
-- en: Growth in percent is the change divided by last year's amount.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: Arithmetic of the sentence itself.
-- related: N02, N05, N08
-- assumes: Without its direction, which N08 judges. Last year's amount is the one the text says, or this year's less the change; the reading that fits counts. Ends of the ratio are those of the printed amounts. Nothing is computed from a last year of zero; a growth of 100 % or none that is printed then is not judged.
with growth as (
    select said.*, base.statement_id as base_id, base.amount_yuan as base_yuan, base.low_yuan as base_low,
        base.high_yuan as base_high, is_against_plan(said.stage, base.stage) as is_against_plan
    from said
    join said_base on said_base.statement_id = said.statement_id
    join said as base on base.statement_id = said_base.base_statement_id
    where said.statement_measure = 'growth' and said.percent is not null and said.slot is not null and base.amount_yuan is not null
),
change as (
    select base_statement_id, stage, any_value(said_change) as said
    from said_change
    where base_statement_id is not null
    group by base_statement_id, stage
    having count(distinct signed_yuan) = 1
),
reading as (
    -- the change over what was there before it
    select
        growth.statement_id,
        1 as reading_no,
        abs(change.said.signed_yuan) as part_yuan,
        case when change.said.signed_yuan < 0 then -change.said.signed_high else change.said.signed_low end as part_low,
        case when change.said.signed_yuan < 0 then -change.said.signed_low else change.said.signed_high end as part_high,
        growth.base_yuan - change.said.signed_yuan as whole_yuan,
        growth.base_low - change.said.signed_high as whole_low,
        growth.base_high - change.said.signed_low as whole_high,
        [growth.base_id, change.said.statement_id] as evidence
    from growth
    join change on change.base_statement_id = growth.base_id and change.stage = growth.stage
    union all
    -- the change over the amount that the text says of the year before
    select
        growth.statement_id,
        2,
        abs(change.said.signed_yuan),
        case when change.said.signed_yuan < 0 then -change.said.signed_high else change.said.signed_low end,
        case when change.said.signed_yuan < 0 then -change.said.signed_low else change.said.signed_high end,
        prior.amount_yuan,
        prior.low_yuan,
        prior.high_yuan,
        [change.said.statement_id, prior.statement_id]
    from growth
    join change on change.base_statement_id = growth.base_id and change.stage = growth.stage
    join said_prior on said_prior.base_statement_id = growth.base_id and not growth.is_against_plan
    join said as prior on prior.statement_id = said_prior.prior_statement_id
    union all
    -- the change against another amount of the same money that is said right before
    select
        growth.statement_id,
        4,
        abs(change.said.signed_yuan),
        case when change.said.signed_yuan < 0 then -change.said.signed_high else change.said.signed_low end,
        case when change.said.signed_yuan < 0 then -change.said.signed_low else change.said.signed_high end,
        other.amount_yuan - change.said.signed_yuan,
        other.low_yuan - change.said.signed_high,
        other.high_yuan - change.said.signed_low,
        [other.statement_id, change.said.statement_id]
    from growth
    join change on change.base_statement_id = growth.base_id and change.stage = growth.stage
    join said as other
        on other.document_id = growth.document_id
        and other.section is not distinct from growth.section
        and other.sentence_no between growth.sentence_no - 4 and growth.sentence_no
        and other.statement_no < growth.statement_no
        and other.node = growth.node
    where other.statement_measure = 'amount' and other.amount_yuan is not null and other.statement_id <> growth.base_id
    union all
    -- both amounts
    select
        growth.statement_id,
        3,
        abs(growth.base_yuan - prior.amount_yuan),
        greatest(
            0,
            case
                when growth.base_yuan < prior.amount_yuan then prior.low_yuan - growth.base_high
                else growth.base_low - prior.high_yuan
            end
        ),
        case
            when growth.base_yuan < prior.amount_yuan then prior.high_yuan - growth.base_low
            else growth.base_high - prior.low_yuan
        end,
        prior.amount_yuan,
        prior.low_yuan,
        prior.high_yuan,
        [growth.base_id, prior.statement_id]
    from growth
    join said_prior on said_prior.base_statement_id = growth.base_id and not growth.is_against_plan
    join said as prior on prior.statement_id = said_prior.prior_statement_id
),
computed as (
    select
        growth.*,
        reading.reading_no,
        reading.evidence,
        ratio(reading.part_yuan, reading.whole_yuan) as computed,
        ratio_low(reading.part_low, reading.whole_high) as computed_low,
        ratio_high(reading.part_high, reading.whole_low) as computed_high,
        abs(growth.percent) as said_percent,
        case when growth.percent < 0 then -growth.percent_high else growth.percent_low end as said_low,
        case when growth.percent < 0 then -growth.percent_low else growth.percent_high end as said_high
    from growth
    left join reading on reading.statement_id = growth.statement_id
)
select
    document_id,
    null as form,
    node || ' / growth' || place_name as key,
    'eq' as relation,
    -- a ratio that rounds to the printed percentage is exact
    case when computed between said_low and said_high then said_percent else computed end as expected_yuan,
    computed_low as expected_low_yuan,
    computed_high as expected_high_yuan,
    said_percent as actual_yuan,
    said_low as actual_low_yuan,
    said_high as actual_high_yuan,
    coalesce(len(evidence), 0) as addends,
    evidence as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when reading_no is null then 'side_missing'
        when computed is null or computed_high is null then 'last_year_is_zero'
    end as not_evaluable_reason,
    'percent' as value_unit,
    case when abs(computed - said_percent) <= said_high - said_low then 'warning' end as weakened_to,
    '文字说明中的' || label_zh || '：增减百分比不等于增减额除以上年数。' as note_zh,
    'In the narrative, the growth in percent is not the change over last year''s amount (' || label_en || ').' as note_en
from computed
qualify row_number() over (
    partition by statement_id
    order by
        coalesce(computed between said_low and said_high, false) desc,
        coalesce(computed_low <= said_high and said_low <= computed_high, false) desc,
        reading_no
) = 1
