-- id: P03
-- zh: 事业单位医疗占比与事业运行占比相近；人均人员经费在合理范围
-- en: Institutions have a like share of medical insurance as of running costs; personnel money per head is plausible.
-- roles: general_public; basic + narrative
-- severity: warning from 2024-01-01
-- basis: Medical insurance follows wages, and wages follow the staff; so do running costs.
-- related: P01, X14
-- assumes: The shares of 事业单位医疗 (2101102) and 事业运行 differ by at most 40 points where basic expenditure prints both and their administrative counterparts; staff paid by one code for all explains more. A head costs from 30,000 to 800,000 yuan a year (info).
with basic_cell as (
    select
        fact_expenditure.document_id,
        fact_expenditure.form,
        fact_expenditure.fiscal_year,
        fact_expenditure.stage,
        dim_subject.subject_name,
        fact_expenditure.amount_yuan,
        fact_expenditure.fact_id
    from fact_expenditure
    join dim_subject on dim_subject.subject_id = fact_expenditure.function_subject_id
    where fact_expenditure.form = 'general_public'
        and fact_expenditure.funding = 'general_public'
        and fact_expenditure.category = 'basic'
        and fact_expenditure.amount_kind = 'amount'
        and fact_expenditure.amount_yuan > 0
        and dim_subject.subject_name in ('行政运行', '事业运行', '行政单位医疗', '事业单位医疗')
),
share as (
    select
        document_id,
        form,
        fiscal_year,
        stage,
        100 * sum(amount_yuan) filter (subject_name = '事业运行')
        / sum(amount_yuan) filter (subject_name in ('行政运行', '事业运行')) as running_percent,
        100 * sum(amount_yuan) filter (subject_name = '事业单位医疗')
        / sum(amount_yuan) filter (subject_name in ('行政单位医疗', '事业单位医疗')) as medical_percent,
        list_sort(list(fact_id) filter (subject_name in ('行政运行', '事业运行'))) as running_fact_ids,
        list_sort(list(fact_id) filter (subject_name in ('行政单位医疗', '事业单位医疗'))) as medical_fact_ids
    from basic_cell
    group by document_id, form, fiscal_year, stage
    having count(distinct subject_name) = 4
),
staff as (
    select document_id, max(quantity) as persons, list_sort(list(statement_id)) as statement_ids
    from fact_statement
    where slot = 'staff_count' and category = 'total' and statement_measure = 'count' and quantity > 0
    group by document_id
),
personnel as (
    select whole_amount.*
    from whole_amount
    join document
        on document.document_id = whole_amount.document_id
        and document.fiscal_year = whole_amount.fiscal_year
        and document.stage = whole_amount.stage
    where side = 'expenditure' and whole_amount.form = 'basic' and category = 'personnel' and part = 'total' and scope_unit = ''
),
per_head as (
    select
        document_id,
        personnel.form,
        personnel.place_name,
        personnel.amount_yuan,
        personnel.low_yuan,
        personnel.high_yuan,
        personnel.fact_ids,
        staff.persons,
        staff.statement_ids,
        '人员经费 ' || money(personnel.amount_yuan) || '，人员 ' || staff.persons::bigint || ' 人，人均 '
        || money((personnel.amount_yuan / staff.persons)::decimal(22, 2)) || '。' as note_zh,
        'Personnel money of ' || personnel.amount_yuan || ' yuan for ' || staff.persons::bigint || ' persons is '
        || (personnel.amount_yuan / staff.persons)::decimal(22, 2) || ' yuan per head.' as note_en
    from personnel
    join staff using (document_id)
)
select
    document_id,
    form,
    'institutions' || time_name(share.fiscal_year, share.stage, document.fiscal_year, document.stage) as key,
    'le' as relation,
    abs(running_percent - medical_percent)::decimal(22, 2) as expected_yuan,
    abs(running_percent - medical_percent)::decimal(24, 4) as expected_low_yuan,
    abs(running_percent - medical_percent)::decimal(24, 4) as expected_high_yuan,
    40 as actual_yuan,
    40 as actual_low_yuan,
    40 as actual_high_yuan,
    4 as addends,
    medical_fact_ids as expected_fact_ids,
    running_fact_ids as actual_fact_ids,
    'percent' as value_unit,
    null as weakened_to,
    '事业运行占行政与事业运行支出的 ' || running_percent::decimal(22, 2) || '%，而事业单位医疗只占两项医疗支出的 '
    || medical_percent::decimal(22, 2) || '%。' as note_zh,
    'Institutions have ' || running_percent::decimal(22, 2) || ' % of running costs, but ' || medical_percent::decimal(22, 2)
    || ' % of medical insurance.' as note_en,
    null as not_evaluable_reason
from share
join document using (document_id)
union all
select
    document_id,
    form,
    'at least 30,000 a head' || place_name,
    'le',
    persons * 30000,
    persons * 30000,
    persons * 30000,
    amount_yuan,
    low_yuan,
    high_yuan,
    1,
    statement_ids,
    fact_ids,
    'yuan',
    'info',
    note_zh,
    note_en,
    null
from per_head
union all
select
    document_id,
    form,
    'at most 800,000 a head' || place_name,
    'le',
    amount_yuan,
    low_yuan,
    high_yuan,
    persons * 800000,
    persons * 800000,
    persons * 800000,
    1,
    fact_ids,
    statement_ids,
    'yuan',
    'info',
    note_zh,
    note_en,
    null
from per_head
