-- id: L01
-- zh: 一份文件的全部等式在取整误差之内可以同时成立
-- en: All equalities that must hold can hold together within the rounding of the printed amounts.
-- roles: summary; revenue; expenditure; appropriation_summary; general_public; basic; three_public; government_fund; state_capital; operating_expense; project; narrative
-- severity: warning from 2024-01-01
-- basis: Each printed amount stands for one true amount within its rounding; all equalities speak of the same true amounts.
-- related: A08, A09, X02
-- after: feasibility
-- assumes: Compared is how many printed amounts must be otherwise, with none. Where an equality is broken by itself that is the finding, and this one is not evaluated. The suspects are those of check_suspect, the likeliest first.
with suspect as (
    select
        check_suspect.*,
        evidence.form,
        evidence.printed_text,
        coalesce(evidence.printed_scale, '元') as scale,
        coalesce(document_form.title, evidence.form, '') as title,
        regexp_replace(coalesce(evidence.row_label, ''), '\s+', '', 'g') as label,
        evidence.page,
        document.pages is null as is_by_line
    from check_suspect
    join document on document.document_id = check_suspect.document_id
    join v_evidence as evidence
        on evidence.evidence_id = check_suspect.fact_id and evidence.document_id = check_suspect.document_id
    left join document_form
        on document_form.document_id = evidence.document_id and document_form.form_no = evidence.form_no
),
spoken as (
    select
        *,
        number_in_scale(needed_low_yuan, scale) as needed_low,
        number_in_scale(needed_high_yuan, scale) as needed_high
    from suspect
),
named as (
    select
        document_id,
        max(fault_no) as faults,
        arg_min(form, suspect_no) as form,
        list(fact_id order by suspect_no) filter (suspect_no <= 3) as fact_ids,
        string_agg(
            '第' || page || case when is_by_line then '行' else '页' end || '《' || title || '》“' || label || '”印作 '
            || printed_text || '，应在 ' || needed_low || ' 至 ' || needed_high || ' ' || scale || '之间',
            '；' order by suspect_no
        ) filter (suspect_no <= 3) as zh,
        string_agg(
            case when is_by_line then 'line ' else 'page ' end || page || ', "' || title || '", row "' || label || '" prints '
            || printed_text || ', needed is ' || needed_low || ' to ' || needed_high || ' ' || scale,
            '; ' order by suspect_no
        ) filter (suspect_no <= 3) as en
    from spoken
    group by document_id
),
judged as (
    select
        check_feasibility.document_id,
        check_feasibility.equations,
        named.form,
        named.fact_ids,
        named.zh,
        named.en,
        case
            when check_feasibility.state = 'not_evaluable' then check_feasibility.not_evaluable_reason
            when check_feasibility.breaks > 0 then 'identity_broken'
        end as not_evaluable_reason,
        case when check_feasibility.state = 'infeasible' then coalesce(named.faults, 1) else 0 end as wrong
    from check_feasibility
    left join named on named.document_id = check_feasibility.document_id
)
select
    document_id,
    form,
    'together' as key,
    'eq' as relation,
    'count' as value_unit,
    0::decimal(22, 4) as expected_yuan,
    0::decimal(22, 4) as expected_low_yuan,
    0::decimal(22, 4) as expected_high_yuan,
    case when not_evaluable_reason is null then wrong::decimal(22, 4) end as actual_yuan,
    case when not_evaluable_reason is null then wrong::decimal(22, 4) end as actual_low_yuan,
    case when not_evaluable_reason is null then wrong::decimal(22, 4) end as actual_high_yuan,
    equations as addends,
    [] as expected_fact_ids,
    coalesce(fact_ids, []) as actual_fact_ids,
    not_evaluable_reason,
    case
        when wrong > 0 and not_evaluable_reason is null
            then equations || ' 条等式单独看都在取整误差之内，但没有一组真实金额能使其同时成立：至少 ' || wrong || ' 处印出的金额有误。'
            || coalesce('最可疑的是：' || zh || '。', '')
    end as note_zh,
    case
        when wrong > 0 and not_evaluable_reason is null
            then 'Each of ' || equations || ' equalities holds within rounding, but no true amounts fit all of them: '
            || wrong || ' printed amount(s) or more must be wrong. ' || coalesce('Likeliest: ' || en || '.', '')
    end as note_en
from judged
