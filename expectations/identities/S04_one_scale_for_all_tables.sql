-- id: S04
-- zh: 一份文件各表金额单位一致，且均有注明
-- en: All tables of a document print amounts in one scale, and say which.
-- roles: summary; revenue; expenditure; appropriation_summary; general_public; three_public
-- severity: warning from 2024-01-01
-- basis: A reader who takes yuan for ten thousand yuan is wrong by four digits.
-- related: S07
-- assumes: Performance forms and the like have templates and units of their own and are left out. Several provinces print the table of 三公 in 万元 beside tables in 元, and a table without a scale may be plain from its neighbours (both info). The scale of the others is that of most tables.
with scaled as (
    select
        *,
        mode(scale) over (partition by document_id) as usual_scale,
        count(scale) over (partition by document_id) as scaled_forms
    from disclosed_form
    where not explains_itself and (scale is not null or amount_cells > 0)
)
select
    document_id,
    form,
    form || ' #' || form_no as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    case when scale = usual_scale then 0.00 else 1.00 end as actual_yuan,
    case when scale = usual_scale then 0.0000 else 1.0000 end as actual_low_yuan,
    case when scale = usual_scale then 0.0000 else 1.0000 end as actual_high_yuan,
    scaled_forms::integer as addends,
    []::varchar[] as expected_fact_ids,
    [evidence_id] as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    case when scale is null or family = 'three_public' then 'info' end as weakened_to,
    case
        when scale is null then '《' || coalesce(title, form) || '》未注明金额单位，其余各表多为' || usual_scale || '。'
        else '《' || coalesce(title, form) || '》以' || scale || '为单位，其余各表多为' || usual_scale || '。'
    end as note_zh,
    case
        when scale is null then 'The table "' || coalesce(title, form) || '" prints no scale; most others are in ' || usual_scale || '.'
        else 'The table "' || coalesce(title, form) || '" is in ' || scale || ', most others in ' || usual_scale || '.'
    end as note_en
from scaled
where scaled_forms > 1
