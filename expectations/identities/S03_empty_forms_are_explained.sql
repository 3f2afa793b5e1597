-- id: S03
-- zh: 空表应注明原因
-- en: A table that is published empty says why it is empty.
-- roles: summary; expenditure; general_public; government_fund; state_capital; three_public
-- severity: warning from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): a table without data is published empty and explained.
-- related: S01, X13
-- assumes: A note that names the money explains the table; one that only says that there is no data, or words in the narrative or the contents, explain it in general (info). Printed zeros explain themselves. A document of which no table is filled in is a template and is not judged. One finding for all tables of a document.
with word (family, pattern) as (
    values
        ('government_fund', '基金'), ('government_fund_revenue', '基金'),
        ('state_capital', '国有资本|国资'), ('state_capital_revenue', '国有资本|国资'),
        ('three_public', '三公|出国|接待|用车')
),
empty_form as (
    select
        disclosed_form.*,
        regexp_matches(coalesce(empty_note, ''), '[无没未空]|不涉及|为零|为0') as has_note,
        regexp_matches(
            coalesce(empty_note, ''), coalesce(word.pattern, '采购|购买|项目|结转|结余|运行|拨款|支出|收入')
        ) as names_money
    from disclosed_form
    left join word on word.family = disclosed_form.family
    where disclosed_form.state = 'empty' and not disclosed_form.explains_itself and disclosed_form.fact_cells = 0
),
filled as (
    select disclosure_id from disclosed_form where state = 'filled' and not explains_itself group by disclosure_id
),
explained as (
    select disclosure.disclosure_id, document_remark.form as family, min(remark_id) as remark_id
    from document_remark
    join disclosure using (document_id)
    where document_remark.remark_kind = 'explained_form'
    group by disclosure.disclosure_id, document_remark.form
),
judged as (
    select
        empty_form.document_id,
        empty_form.evidence_id,
        empty_form.title,
        case when not has_note then explained.remark_id end as remark_id,
        case
            when has_note and names_money then 'named'
            when has_note or explained.remark_id is not null then 'general'
            else 'none'
        end as explanation
    from empty_form
    join filled using (disclosure_id)
    left join explained
        on explained.disclosure_id = empty_form.disclosure_id and starts_with(empty_form.family, explained.family)
),
counted as (
    select
        document_id,
        explanation,
        count(*) as forms,
        list(evidence_id order by evidence_id) as evidence_ids,
        list_sort(list(remark_id)) as remark_ids,
        string_agg('《' || coalesce(title, '无标题') || '》', '' order by evidence_id) as titles
    from judged
    group by document_id, explanation
)
select
    document_id,
    null as form,
    explanation || ' note' as key,
    'eq' as relation,
    case when explanation = 'named' then forms else 0 end::decimal(20, 2) as expected_yuan,
    case when explanation = 'named' then forms else 0 end::decimal(22, 4) as expected_low_yuan,
    case when explanation = 'named' then forms else 0 end::decimal(22, 4) as expected_high_yuan,
    forms::decimal(20, 2) as actual_yuan,
    forms::decimal(22, 4) as actual_low_yuan,
    forms::decimal(22, 4) as actual_high_yuan,
    forms::integer as addends,
    coalesce(list_filter(remark_ids, lambda remark_id: remark_id is not null), []) as expected_fact_ids,
    evidence_ids as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    case when explanation = 'general' then 'info' end as weakened_to,
    case explanation
        when 'general' then '空表仅有笼统说明，未写明是何种资金无数据：' || titles || '。'
        when 'none' then '空表没有说明原因：' || titles || '。'
    end as note_zh,
    case explanation
        when 'general' then 'Empty tables are explained in general, without naming the money: ' || titles || '.'
        when 'none' then 'Empty tables are not explained: ' || titles || '.'
    end as note_en
from counted
