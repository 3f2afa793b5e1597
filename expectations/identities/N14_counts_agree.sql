-- id: N14
-- zh: 文字中的个数前后一致：项目个数＝所列项目数；车辆总数＝各类车辆之和；同一项目说明中的人数一致
-- en: Counts agree: projects said and listed, vehicles and their uses, the staff that one project's texts speak of.
-- roles: narrative; project_performance
-- severity: warning from 2024-01-01
-- basis: One thing counted twice.
-- related: N10, N15, N17
-- assumes: Projects are those listed by name after their number. Uses of vehicles are counted where they are said after the number of all, and may leave a use out. Staff of a project are numbers with 名 or 位 before a word for employees; a project that speaks of several groups of them is a break to look at, hence a warning.
with number_said as (
    select
        *,
        max_by(statement_no, statement_no) filter (category = 'total') over so_far as whole_no
    from said
    where slot in ('project_count', 'vehicle_count') and statement_measure in ('amount', 'count') and quantity is not null
    window so_far as (
        partition by document_id, slot order by statement_no rows between unbounded preceding and current row
    )
),
listed_project as (
    select
        document_id,
        count(distinct coalesce("value", "text")) as projects,
        list_sort(list(remark_id)) as remark_ids
    from document_remark
    where remark_kind = 'project_name'
    group by document_id
),
project as (
    select * from number_said where slot = 'project_count' and project_kind is null
    qualify row_number() over (partition by document_id order by statement_no) = 1
),
vehicle_use as (
    select
        document_id,
        whole_no,
        count(*) as parts,
        bool_or(category = 'other') as is_complete,
        sum(quantity) as quantity,
        list_sort(list(statement_id)) as statement_ids
    from number_said
    where slot = 'vehicle_count' and category <> 'total' and whole_no is not null
    group by document_id, whole_no
    having count(*) > 1 and count(*) = count(distinct category)
),
project_text as (
    select
        fact_project.document_id,
        fact_project.form_no,
        coalesce(fact_project.project_no, 1) as project_no,
        any_value(coalesce(fact_project.project_name, '')) as project_name,
        min(fact_project.fact_id) as fact_id,
        string_agg(distinct concat_ws('。', fact_project.goal, fact_project.plan_text, fact_project.need_text), '。') as words
    from fact_project
    join document on document.document_id = fact_project.document_id and document.status = 'loaded'
    group by fact_project.document_id, fact_project.form_no, coalesce(fact_project.project_no, 1)
),
project_staff as (
    select
        *,
        list_transform(
            regexp_extract_all(words, '([0-9]{1,5}) ?[名位](?:在编|在职|单位|工作)?(?:人员|职工|干部|员工)', 1),
            lambda number: number::integer
        ) as numbers
    from project_text
)
select
    project.document_id,
    null as form,
    'projects listed' || project.place_name as key,
    'eq' as relation,
    listed_project.projects as expected_yuan,
    listed_project.projects as expected_low_yuan,
    listed_project.projects as expected_high_yuan,
    project.quantity as actual_yuan,
    project.quantity as actual_low_yuan,
    project.quantity as actual_high_yuan,
    listed_project.projects as addends,
    listed_project.remark_ids as expected_fact_ids,
    [project.statement_id] as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    '文字所述项目个数与所列项目数不一致。' as note_zh,
    'The number of projects that the narrative gives is not the number that it lists.' as note_en
from project
join listed_project on listed_project.document_id = project.document_id
union all
select
    whole.document_id,
    null,
    whole.node || ' / uses' || whole.place_name,
    case when vehicle_use.is_complete then 'eq' else 'le' end,
    vehicle_use.quantity,
    vehicle_use.quantity,
    vehicle_use.quantity,
    whole.quantity,
    whole.quantity,
    whole.quantity,
    vehicle_use.parts,
    vehicle_use.statement_ids,
    [whole.statement_id],
    null,
    'count',
    '文字所述车辆总数不等于各类车辆之和。',
    'The number of vehicles is not the sum of their uses.'
from vehicle_use
join number_said as whole
    on whole.document_id = vehicle_use.document_id
    and whole.slot = 'vehicle_count'
    and whole.statement_no = vehicle_use.whole_no
union all
select
    document_id,
    'project_performance',
    'staff of project ' || form_no || '-' || project_no,
    'eq',
    list_max(numbers),
    list_max(numbers),
    list_max(numbers),
    list_min(numbers),
    list_min(numbers),
    list_min(numbers),
    len(numbers),
    [fact_id],
    [fact_id],
    null,
    'count',
    '项目“' || project_name || '”的说明中人数不一致：' || array_to_string(list_sort(list_distinct(numbers)), '、') || '。',
    'The texts of the project "' || project_name || '" give several numbers of staff: '
    || array_to_string(list_sort(list_distinct(numbers)), ', ') || '.'
from project_staff
where len(numbers) > 1
