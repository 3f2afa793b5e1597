-- id: N02
-- zh: 增减额勾稽：上年数＋增减额＝本年数；支出增减额＝基本支出增减额＋项目支出增减额
-- en: Changes add up: last year's amount and the change make this year's; the change of expenditure is that of basic and project expenditure.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: Arithmetic of the sentence itself.
-- related: N01, N03, N04
-- assumes: Only amounts that the text links to each other. The change of the whole is compared with that of basic and project expenditure said in the same section where no other category of expenditure has money.
with step as (
    select
        base.document_id,
        base.node,
        base.place_name,
        base.label_zh,
        base.label_en,
        base.statement_id,
        base.amount_yuan,
        base.low_yuan,
        base.high_yuan,
        said_change.statement_id as change_id,
        said_change.signed_yuan,
        said_change.signed_low,
        said_change.signed_high,
        prior.statement_id as prior_id,
        prior.amount_yuan as prior_yuan,
        prior.low_yuan as prior_low,
        prior.high_yuan as prior_high
    from said_change
    join said as base on base.statement_id = said_change.base_statement_id
    join said_prior on said_prior.base_statement_id = base.statement_id
    join said as prior on prior.statement_id = said_prior.prior_statement_id
    where base.amount_yuan is not null and not is_against_plan(said_change.stage, base.stage)
),
part as (
    select
        document_id,
        section,
        fiscal_year,
        stage,
        money,
        max_by(node, statement_no) filter (category = 'total') as node,
        any_value(label_zh) filter (category = 'total') as label_zh,
        any_value(label_en) filter (category = 'total') as label_en,
        any_value(place_name) as place_name,
        any_value(signed_yuan) filter (category = 'total') as whole_yuan,
        any_value(signed_low) filter (category = 'total') as whole_low,
        any_value(signed_high) filter (category = 'total') as whole_high,
        list(statement_id) filter (category = 'total') as whole_ids,
        sum(signed_yuan) filter (category <> 'total') as part_yuan,
        sum(signed_low) filter (category <> 'total') as part_low,
        sum(signed_high) filter (category <> 'total') as part_high,
        list_sort(list(statement_id) filter (category <> 'total')) as part_ids
    from said_change
    where slot in ('expenditure', 'total_expenditure', 'grand_total')
        and subject = ''
        and category in ('total', 'basic', 'project')
    group by document_id, section, fiscal_year, stage, money
    having count(*) filter (category = 'total') = 1
        and count(*) filter (category = 'basic') = 1
        and count(*) filter (category = 'project') = 1
),
-- basic and project expenditure must be the whole
split as (
    select document_id from said where slot = 'expenditure' and amount_yuan > 0 and category in (
        'operating', 'remitted_up', 'subsidy_down', 'reserve'
    )
    union
    select narrative_source.document_id
    from slot_amount
    join narrative_source on narrative_source.source_document_id = slot_amount.document_id
    where slot_amount.slot = 'expenditure'
        and slot_amount.amount_yuan > 0
        and slot_amount.category in ('operating', 'remitted_up', 'subsidy_down', 'reserve')
)
select
    document_id,
    null as form,
    node || ' / change' || place_name as key,
    'eq' as relation,
    prior_yuan + signed_yuan as expected_yuan,
    prior_low + signed_low as expected_low_yuan,
    prior_high + signed_high as expected_high_yuan,
    amount_yuan as actual_yuan,
    low_yuan as actual_low_yuan,
    high_yuan as actual_high_yuan,
    2 as addends,
    [prior_id, change_id] as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    null as not_evaluable_reason,
    '文字说明中的' || label_zh || '：上年数加增减额不等于本年数。' as note_zh,
    'In the narrative, last year''s amount and the change do not make this year''s amount (' || label_en || ').' as note_en
from step
union all
select
    document_id,
    null,
    node || ' change / parts' || place_name,
    'eq',
    part_yuan,
    part_low,
    part_high,
    whole_yuan,
    whole_low,
    whole_high,
    2,
    part_ids,
    whole_ids,
    null,
    '文字说明中的' || label_zh || '增减额不等于基本支出与项目支出增减额之和。',
    'In the narrative, the change of the whole is not the sum of the changes of basic and project expenditure ('
    || label_en || ').'
from part
anti join split on split.document_id = part.document_id
