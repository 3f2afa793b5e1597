-- id: X20
-- zh: 支出功能科目编码在该年度科目目录中，名称相符
-- en: Every function code of an expenditure table is in the year's list of subjects, under that name.
-- roles: expenditure; general_public; government_fund; state_capital
-- severity: warning from 2024-01-01
-- basis: 《政府收支分类科目》 of the year fixes codes and names.
-- related: A09
-- assumes: A local item below a listed 款 is allowed. Rows without a code are not looked up. A name that contains the listed one, or is contained in it, is the same; another one is info.
with coded as (
    select
        fact_expenditure.document_id,
        dim_subject.subject_code,
        any_value(dim_subject.subject_name) as subject_name,
        bool_and(dim_subject.is_listed) as is_listed,
        bool_or(parent.is_listed) as has_listed_parent,
        min(regexp_replace(coalesce(fact_expenditure.row_label, ''), '[^\p{Han}]', '', 'g')) as row_label,
        min(fact_expenditure.fact_id) as fact_id
    from fact_expenditure
    join dim_subject on dim_subject.subject_id = fact_expenditure.function_subject_id
    left join dim_subject as parent on parent.subject_id = dim_subject.parent_subject_id
    where fact_expenditure.form in ('expenditure', 'general_public', 'government_fund', 'state_capital')
        and fact_expenditure.line_item = 'subject'
        and dim_subject.subject_code is not null
    group by fact_expenditure.document_id, dim_subject.subject_code
),
judged as (
    select
        coded.*,
        not is_listed and not coalesce(has_listed_parent, false) as is_unknown,
        is_listed
        and row_label <> ''
        and not contains(row_label, regexp_replace(subject_name, '[^\p{Han}]', '', 'g'))
        and not contains(regexp_replace(subject_name, '[^\p{Han}]', '', 'g'), row_label) as is_misnamed
    from coded
    join document on document.document_id = coded.document_id and document.status = 'loaded'
),
counted as (
    select
        document_id,
        count(*) as codes,
        list_sort(list(fact_id)) as fact_ids,
        count(*) filter (is_unknown) as unknown_codes,
        list_sort(list(fact_id) filter (is_unknown)) as unknown_fact_ids,
        string_agg(subject_code || ' ' || row_label, '、' order by subject_code) filter (is_unknown) as unknown_names,
        count(*) filter (is_misnamed) as misnamed_codes,
        list_sort(list(fact_id) filter (is_misnamed)) as misnamed_fact_ids,
        string_agg(subject_code || ' ' || row_label || '（' || subject_name || '）', '、' order by subject_code)
            filter (is_misnamed) as misnamed_names
    from judged
    group by document_id
)
select
    document_id,
    'expenditure' as form,
    'codes' as key,
    'eq' as relation,
    0 as expected_yuan,
    0 as expected_low_yuan,
    0 as expected_high_yuan,
    unknown_codes as actual_yuan,
    unknown_codes as actual_low_yuan,
    unknown_codes as actual_high_yuan,
    codes as addends,
    [] as expected_fact_ids,
    coalesce(unknown_fact_ids, fact_ids[1:1]) as actual_fact_ids,
    'count' as value_unit,
    null as weakened_to,
    case when unknown_codes > 0 then '科目目录中没有的功能科目编码：' || unknown_names || '。' end as note_zh,
    case when unknown_codes > 0 then 'Function codes that no list of subjects holds: ' || unknown_names || '.' end as note_en,
    null as not_evaluable_reason
from counted
union all
select
    document_id,
    'expenditure',
    'names',
    'eq',
    0,
    0,
    0,
    misnamed_codes,
    misnamed_codes,
    misnamed_codes,
    codes,
    [],
    coalesce(misnamed_fact_ids, fact_ids[1:1]),
    'count',
    'info',
    case when misnamed_codes > 0 then '名称与科目目录不同（括号内为目录名称）：' || misnamed_names || '。' end,
    case when misnamed_codes > 0 then 'Names that differ from the list of subjects (in brackets): ' || misnamed_names || '.' end,
    null
from counted
