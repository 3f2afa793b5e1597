-- id: N10
-- zh: 整体绩效目标所列资金＝部门支出总表；绩效项目金额、个数＝项目绩效目标表合计、张数；各类项目之和＝总数
-- en: Money named in the overall goal equals the expenditure table; amount and number of projects with goals equal their forms, and their kinds add up.
-- roles: narrative + expenditure; narrative + project_performance; narrative
-- severity: error from 2024-01-01
-- basis: One quantity printed twice; kinds of projects are a full breakdown of them.
-- related: A10, N01, N05, X02
-- assumes: 部门预算资金 means all expenditure, with or without what is carried over, or appropriations alone. Not all goals need be published: only where the number said is that of the forms must their amounts add up to the amount said, else they are at most that; more forms than said is a warning. Forms of another title may be of other money (专项资金): where the forms of one title fit the amount, they are what is meant. Where the amount fits, a project may have several forms (info).
with candidate as (
    select
        said.*,
        slot_amount.amount_yuan as table_yuan,
        slot_amount.low_yuan as table_low,
        slot_amount.high_yuan as table_high,
        slot_amount.fact_ids,
        coalesce(slot_amount.low_yuan <= said.high_yuan and said.low_yuan <= slot_amount.high_yuan, false) as meets,
        case slot_amount.funding when 'total' then 0 else 1 end as distance,
        case slot_amount.form when 'expenditure' then 0 else 1 end as form_distance
    from said
    left join narrative_source on narrative_source.document_id = said.document_id
    left join slot_amount
        on slot_amount.document_id = narrative_source.source_document_id
        and slot_amount.slot in ('expenditure', 'total_expenditure')
        and slot_amount.category = said.category
        and slot_amount.funding in ('total', 'appropriation', 'general_public')
        and slot_amount.subject = ''
        and slot_amount.fiscal_year = said.fiscal_year
        and slot_amount.stage = said.stage
    where said.slot = 'overall_performance' and said.statement_measure = 'amount' and said.amount_yuan is not null
),
overall as (
    select *
    from candidate
    qualify row_number() over (
        partition by statement_id
        order by table_yuan = amount_yuan desc nulls last, meets desc, distance, form_distance, fact_ids[1]
    ) = 1
),
-- the forms of each title, and all of them
titled_goals as (
    select
        narrative_source.document_id,
        coalesce(document_form.title, '') as title,
        grouping(coalesce(document_form.title, '')) = 1 as is_all,
        count(*) as projects,
        sum(goal_project.amount_yuan) as amount_yuan,
        sum(goal_project.low_yuan) as low_yuan,
        sum(goal_project.high_yuan) as high_yuan,
        list_sort(list(goal_project.fact_id)) as fact_ids
    from goal_project
    join narrative_source on narrative_source.source_document_id = goal_project.document_id
    left join document_form
        on document_form.document_id = goal_project.document_id and document_form.form_no = goal_project.form_no
    group by grouping sets (
        (narrative_source.document_id), (narrative_source.document_id, coalesce(document_form.title, ''))
    )
),
performance as (
    select
        *,
        max_by(statement_no, statement_no) filter (project_kind is null) over so_far as whole_no
    from said
    where slot in ('performance_amount', 'performance_count')
        and statement_measure in ('amount', 'count')
        and coalesce(amount_yuan, quantity) is not null
        and fiscal_year = document_year
        -- 其中财政拨款 is a part of it
        and money = 'total'
    window so_far as (
        partition by document_id, slot order by statement_no rows between unbounded preceding and current row
    )
),
goals as (
    select
        *,
        exists (
            select 1
            from performance
            where performance.document_id = titled_goals.document_id
                and performance.slot = 'performance_amount'
                and performance.project_kind is null
                and performance.low_yuan <= titled_goals.high_yuan
                and titled_goals.low_yuan <= performance.high_yuan
        ) as meets
    from titled_goals
    qualify row_number() over (partition by document_id order by meets desc, is_all desc, title) = 1
),
-- the number of projects that an amount is said of
said_number as (
    select amount.statement_id, max_by(number.quantity, number.statement_no) as projects
    from performance as amount
    join performance as number
        on number.document_id = amount.document_id
        and number.slot = 'performance_count'
        and number.project_kind is null
        and number.statement_no < amount.statement_no
        and number.sentence_no = amount.sentence_no
    where amount.slot = 'performance_amount' and amount.project_kind is null
    group by amount.statement_id
),
kinds as (
    select
        document_id,
        slot,
        whole_no,
        count(*) as parts,
        sum(coalesce(amount_yuan, quantity)) as amount_yuan,
        sum(coalesce(low_yuan, quantity)) as low_yuan,
        sum(coalesce(high_yuan, quantity)) as high_yuan,
        list_sort(list(statement_id)) as statement_ids
    from performance
    where project_kind is not null and whole_no is not null
    group by document_id, slot, whole_no
    having count(*) > 1 and count(*) = count(distinct project_kind)
)
select
    document_id,
    null as form,
    'overall_performance / ' || category || place_name as key,
    'eq' as relation,
    table_yuan as expected_yuan,
    table_low as expected_low_yuan,
    table_high as expected_high_yuan,
    amount_yuan as actual_yuan,
    low_yuan as actual_low_yuan,
    high_yuan as actual_high_yuan,
    1 as addends,
    fact_ids as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case when table_yuan is null then 'side_missing' end as not_evaluable_reason,
    'yuan' as value_unit,
    case when is_near(table_yuan, table_low, table_high, amount_yuan, low_yuan, high_yuan) then 'info' end as weakened_to,
    '整体绩效目标所列资金（总额、基本支出、项目支出）与支出总表不一致。' as note_zh,
    'The money that the overall goal names (total, basic, project) is not that of the expenditure table.' as note_en
from overall
union all
select
    performance.document_id,
    'project_performance',
    performance.node || ' / goals' || performance.place_name,
    case
        when performance.slot = 'performance_amount' and said_number.projects = goals.projects then 'eq'
        else 'le'
    end,
    case performance.slot when 'performance_amount' then goals.amount_yuan else goals.projects end,
    case performance.slot when 'performance_amount' then goals.low_yuan else goals.projects end,
    case performance.slot when 'performance_amount' then goals.high_yuan else goals.projects end,
    coalesce(performance.amount_yuan, performance.quantity),
    coalesce(performance.low_yuan, performance.quantity),
    coalesce(performance.high_yuan, performance.quantity),
    coalesce(goals.projects, 0),
    goals.fact_ids,
    [performance.statement_id],
    case when goals.document_id is null then 'side_missing' end,
    case performance.slot when 'performance_amount' then 'yuan' else 'count' end,
    case
        when performance.slot = 'performance_count' and goals.meets then 'info'
        when said_number.projects is null or said_number.projects <> goals.projects then 'warning'
    end,
    '文字所述' || performance.label_zh || '与项目绩效目标表不一致。',
    'The narrative and the forms of project goals disagree (' || performance.label_en || ').'
from performance
left join goals on goals.document_id = performance.document_id
left join said_number on said_number.statement_id = performance.statement_id
where performance.project_kind is null
union all
select
    whole.document_id,
    null,
    whole.node || ' / kinds' || whole.place_name,
    'eq',
    kinds.amount_yuan,
    kinds.low_yuan,
    kinds.high_yuan,
    coalesce(whole.amount_yuan, whole.quantity),
    coalesce(whole.low_yuan, whole.quantity),
    coalesce(whole.high_yuan, whole.quantity),
    kinds.parts,
    kinds.statement_ids,
    [whole.statement_id],
    null,
    case whole.slot when 'performance_amount' then 'yuan' else 'count' end,
    null,
    '文字所述' || whole.label_zh || '不等于各类项目之和。',
    'The kinds of projects do not add up to the whole (' || whole.label_en || ').'
from kinds
join performance as whole
    on whole.document_id = kinds.document_id
    and whole.slot = kinds.slot
    and whole.statement_no = kinds.whole_no
