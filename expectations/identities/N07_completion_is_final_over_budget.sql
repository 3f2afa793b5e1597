-- id: N07
-- zh: 完成率＝决算（执行）数÷预算数
-- en: Completion in percent is what was spent divided by the budget that the text names.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: Arithmetic of the sentence itself.
-- related: N04, N05, N08
-- assumes: The budget is the one said for the same quantity in the same sentence or the one before; the reading that fits counts. A budget of zero gives no completion.
with completion as (
    select
        said.*,
        base.statement_id as base_id,
        base.label_zh as base_zh,
        base.label_en as base_en,
        base.amount_yuan as base_yuan,
        base.low_yuan as base_low,
        base.high_yuan as base_high,
        base.statement_no as base_no,
        base.sentence_no as base_sentence_no
    from said
    join said_base on said_base.statement_id = said.statement_id
    join said as base on base.statement_id = said_base.base_statement_id
    where said.statement_measure = 'completion' and said.percent is not null and said.slot is not null and base.amount_yuan is not null
),
reading as (
    select completion.statement_id, budget.statement_id as whole_id, budget.amount_yuan, budget.low_yuan, budget.high_yuan
    from completion
    join said as budget
        on budget.statement_id = completion.whole_statement_id
        or (
            completion.whole_statement_id is null
            and budget.document_id = completion.document_id
            and budget.node = completion.node
            and budget.statement_measure = 'amount'
            and budget.stage in ('budget', 'adjusted')
            and budget.fiscal_year = completion.fiscal_year
            and budget.statement_id <> completion.base_id
            and budget.statement_no between completion.base_no - 4 and completion.statement_no
            and budget.sentence_no between completion.base_sentence_no - 1 and completion.sentence_no
        )
    where budget.amount_yuan is not null
),
computed as (
    select
        completion.*,
        reading.whole_id,
        ratio(completion.base_yuan, reading.amount_yuan) as computed,
        ratio_low(completion.base_low, reading.high_yuan) as computed_low,
        ratio_high(completion.base_high, reading.low_yuan) as computed_high
    from completion
    left join reading on reading.statement_id = completion.statement_id
)
select
    document_id,
    null as form,
    node || ' / completion' || place_name as key,
    'eq' as relation,
    -- a ratio that rounds to the printed percentage is exact
    case when computed between percent_low and percent_high then percent else computed end as expected_yuan,
    computed_low as expected_low_yuan,
    computed_high as expected_high_yuan,
    percent as actual_yuan,
    percent_low as actual_low_yuan,
    percent_high as actual_high_yuan,
    2 as addends,
    [base_id, whole_id] as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when whole_id is null then 'side_missing'
        when computed is null or computed_high is null then 'budget_is_zero'
    end as not_evaluable_reason,
    'percent' as value_unit,
    case when abs(computed - percent) <= percent_high - percent_low then 'warning' end as weakened_to,
    '文字说明中的' || base_zh || '完成率不等于决算数除以预算数。' as note_zh,
    'The completion that the narrative gives (' || base_en || ') is not the final amount over the budget.' as note_en
from computed
qualify row_number() over (
    partition by statement_id
    order by
        coalesce(computed between percent_low and percent_high, false) desc,
        coalesce(computed_low <= percent_high and percent_low <= computed_high, false) desc,
        whole_id desc
) = 1
