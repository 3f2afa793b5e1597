-- id: X12
-- zh: 支出表有项目支出的，项目支出表不应为空，且合计相等
-- en: Where the expenditure table has project expenditure, the table of projects is not empty, and its total agrees.
-- roles: expenditure + project
-- severity: error from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): project expenditure is published by project; a table is left empty only where there is no money.
-- related: A17, X11
-- assumes: A table titled for all 项目支出 or 专项业务经费; several of one document (this year's money, carry-over) add up. Tables titled for some projects or other money only are at most the project expenditure. Carry-over that a table may leave out makes it at most as well. An empty table without a note may be a loss of reading (warning).
with project_form as (
    select
        form_instance.instance_no,
        form_instance.document_id,
        form_instance.scope_unit,
        form_instance.fiscal_year,
        form_instance.stage,
        form_instance.has_unread,
        document_form.state = 'empty' as is_empty,
        document_form.empty_note,
        left(form_instance.document_id, 16) || '-form-' || form_instance.form_no as form_id,
        contains(coalesce(document_form.title, ''), '结转')
        and not regexp_matches(coalesce(document_form.title, ''), '不含.*结转') as is_carried,
        regexp_matches(coalesce(document_form.title, ''), '项目支出|专项业务经费')
        and not regexp_matches(
            coalesce(document_form.title, ''), '及其他|财政拨款|一般公共|基金|国有资本|专项资金|重点|省级|市级专项|转移|对下|一级项目'
        ) as is_complete
    from form_instance
    left join document_form
        on document_form.document_id = form_instance.document_id and document_form.form_no = form_instance.form_no
    where form_instance.form = 'project'
),
-- the total of a form, else the sum of its projects
form_amount as (
    select
        instance_no, fiscal_year, stage,
        coalesce(max(amount_yuan) filter (line_item = 'total'), sum(amount_yuan) filter (row_role = 'item')) as amount_yuan,
        coalesce(max(low_yuan) filter (line_item = 'total'), sum(low_yuan) filter (row_role = 'item')) as low_yuan,
        coalesce(max(high_yuan) filter (line_item = 'total'), sum(high_yuan) filter (row_role = 'item')) as high_yuan,
        case
            when bool_or(line_item = 'total') then list_sort(list(fact_id) filter (line_item = 'total'))
            else list_sort(list(fact_id) filter (row_role = 'item'))
        end as fact_ids
    from item_amount
    where form = 'project' and funding = 'total' and copy_no = 1
    group by instance_no, fiscal_year, stage
),
projects as (
    select
        project_form.document_id,
        project_form.scope_unit,
        project_form.fiscal_year,
        project_form.stage,
        bool_and(project_form.is_complete) as is_complete,
        bool_or(project_form.is_carried) as has_carried_form,
        bool_and(project_form.is_empty) as is_empty,
        bool_or(project_form.empty_note is not null) as has_note,
        bool_or(project_form.has_unread) as has_unread,
        -- a form that is not empty and has no amount of the year's total was not understood
        bool_or(not project_form.is_empty and form_amount.amount_yuan is null) as is_unknown,
        coalesce(sum(form_amount.amount_yuan), 0) as amount_yuan,
        coalesce(sum(form_amount.low_yuan), 0) as low_yuan,
        coalesce(sum(form_amount.high_yuan), 0) as high_yuan,
        count(form_amount.amount_yuan) as addends,
        list_sort(list_concat(
            flatten(list(coalesce(form_amount.fact_ids, []))),
            list(project_form.form_id) filter (project_form.is_empty and not project_form.is_carried)
        )) as evidence_ids
    from project_form
    left join form_amount
        on form_amount.instance_no = project_form.instance_no
        and form_amount.fiscal_year = project_form.fiscal_year
        and form_amount.stage = project_form.stage
    group by project_form.document_id, project_form.scope_unit, project_form.fiscal_year, project_form.stage
),
expenditure as (
    select *
    from whole_amount
    where side = 'expenditure' and form = 'expenditure' and funding = 'total' and category = 'project'
    qualify row_number() over (partition by document_id, scope_unit, fiscal_year, stage order by instance_no) = 1
)
select
    document_id,
    'project' as form,
    'total' || coalesce(expenditure.place_name, '') as key,
    case
        when projects.is_complete
            and (coalesce(other_money.carryover_yuan, 0) = 0 or projects.has_carried_form)
            then 'eq'
        else 'le'
    end as relation,
    case when not projects.is_unknown then projects.amount_yuan end as expected_yuan,
    case when not projects.is_unknown then projects.low_yuan end as expected_low_yuan,
    case when not projects.is_unknown then projects.high_yuan end as expected_high_yuan,
    expenditure.amount_yuan as actual_yuan,
    expenditure.low_yuan as actual_low_yuan,
    expenditure.high_yuan as actual_high_yuan,
    projects.addends,
    projects.evidence_ids as expected_fact_ids,
    expenditure.fact_ids as actual_fact_ids,
    case
        when projects.is_empty and not projects.has_note then 'warning'
        when not projects.is_complete or coalesce(other_money.carryover_yuan, 0) > 0 then 'warning'
    end as weakened_to,
    case
        when projects.is_empty and expenditure.amount_yuan > 0
            then '支出表项目支出为 ' || money(expenditure.amount_yuan) || '，而项目支出表公开为空表。'
    end as note_zh,
    case
        when projects.is_empty and expenditure.amount_yuan > 0
            then 'The expenditure table has project expenditure of ' || expenditure.amount_yuan
                || ' yuan, yet the table of projects is published empty.'
    end as note_en,
    case
        when expenditure.amount_yuan is null then 'side_missing'
        when projects.is_unknown then 'form_not_loaded'
        when projects.has_unread then 'unread_cell'
    end as not_evaluable_reason
from projects
left join expenditure using (document_id, scope_unit, fiscal_year, stage)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
