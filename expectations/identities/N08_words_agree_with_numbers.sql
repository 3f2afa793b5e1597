-- id: N08
-- zh: 增加、减少、持平、大于、小于、等于等用词与数字一致
-- en: Words such as more, less and the same agree with the numbers that they speak of.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: The sentence itself.
-- related: N02, N04, N07
-- assumes: The two numbers are this year's and last year's, or final and budget, as the text links them. Words of more and less contradict only numbers that go the other way: an increase of zero is none. "The same" allows rounding, and is not judged where the text also gives a change.
with worded as (
    select
        said.*,
        base.statement_id as base_id,
        base.label_zh as base_zh,
        base.label_en as base_en,
        base.node as base_node,
        base.amount_yuan as base_yuan,
        base.low_yuan as base_low,
        base.high_yuan as base_high,
        base.fiscal_year as base_year,
        base.stage as base_stage,
        base.statement_no as base_no,
        base.sentence_no as base_sentence_no
    from said
    join said_base on said_base.statement_id = said.statement_id
    join said as base on base.statement_id = said_base.base_statement_id
    where said.statement_measure in ('change', 'growth', 'comparison')
        and said.direction in ('up', 'down', 'same')
        and said.slot is not null
        and base.amount_yuan is not null
        and base.statement_measure = 'amount'
),
other as (
    -- last year's amount
    select worded.statement_id, prior.statement_id as other_id, prior.amount_yuan, prior.low_yuan, prior.high_yuan
    from worded
    join said_prior on said_prior.base_statement_id = worded.base_id
    join said as prior on prior.statement_id = said_prior.prior_statement_id
    where worded.whole_statement_id is null and not is_against_plan(worded.stage, worded.base_stage)
    union all
    select worded.statement_id, whole.statement_id, whole.amount_yuan, whole.low_yuan, whole.high_yuan
    from worded
    join said as whole on whole.statement_id = worded.whole_statement_id
    where whole.amount_yuan is not null
    union all
    -- the budget, where words alone compare final and budget
    select worded.statement_id, budget.statement_id, budget.amount_yuan, budget.low_yuan, budget.high_yuan
    from worded
    join said as budget
        on budget.document_id = worded.document_id
        and budget.node = worded.base_node
        and budget.fiscal_year = worded.base_year
        and budget.stage in ('budget', 'adjusted')
        and budget.statement_no between worded.base_no - 4 and worded.base_no + 2
        and budget.sentence_no between worded.base_sentence_no - 1 and worded.base_sentence_no
    where worded.statement_measure = 'comparison'
        and worded.base_stage = 'final'
        and worded.whole_statement_id is null
        and budget.statement_measure = 'amount'
        and budget.amount_yuan is not null
),
compared as (
    select
        worded.*,
        other.other_id,
        other.amount_yuan as other_yuan,
        other.low_yuan as other_low,
        other.high_yuan as other_high,
        coalesce(
            case worded.direction
                when 'up' then worded.base_high >= other.low_yuan
                when 'down' then other.high_yuan >= worded.base_low
                else worded.base_high >= other.low_yuan and other.high_yuan >= worded.base_low
            end,
            false
        ) as agrees
    from worded
    left join other on other.statement_id = worded.statement_id
)
select
    document_id,
    null as form,
    node || ' / ' || statement_measure || ' in words' || place_name as key,
    case when direction = 'same' then 'eq' else 'le' end as relation,
    case when direction = 'down' then base_yuan else other_yuan end as expected_yuan,
    case when direction = 'down' then base_low else other_low end as expected_low_yuan,
    case when direction = 'down' then base_high else other_high end as expected_high_yuan,
    case when direction = 'down' then other_yuan else base_yuan end as actual_yuan,
    case when direction = 'down' then other_low else base_low end as actual_low_yuan,
    case when direction = 'down' then other_high else base_high end as actual_high_yuan,
    2 as addends,
    case when direction = 'down' then [base_id] else [other_id] end as expected_fact_ids,
    case when direction = 'down' then [other_id, statement_id] else [base_id, statement_id] end as actual_fact_ids,
    case when other_id is null then 'side_missing' end as not_evaluable_reason,
    '文字说明中的' || base_zh || '：所说的'
    || case direction when 'up' then '增加' when 'down' then '减少' else '持平' end || '与前后两数不符。' as note_zh,
    'The narrative says that the amount is ' || case direction when 'up' then 'higher' when 'down' then 'lower' else 'the same' end
    || ' (' || base_en || '), but its two numbers say otherwise.' as note_en
from compared
qualify row_number() over (partition by statement_id order by agrees desc, other_id desc) = 1
