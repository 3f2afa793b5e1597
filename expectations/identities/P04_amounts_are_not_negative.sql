-- id: P04
-- zh: 收支金额不为负数
-- en: Amounts of revenue and expenditure are not negative.
-- roles: summary; revenue; expenditure; appropriation_summary; general_public; basic; three_public
-- severity: info from 2024-01-01
-- basis: Money received or spent is counted upwards; a negative amount is a correction that wants a word.
-- related: A08
-- assumes: Changes and differences are no amounts. Money taken back within the year may be printed as a negative amount.
with cell as (
    select document_id, form, form_no, amount_yuan, printed_text, fact_id from fact_expenditure where amount_kind = 'amount'
    union all
    select document_id, form, form_no, amount_yuan, printed_text, fact_id from fact_revenue where amount_kind = 'amount'
),
counted as (
    select
        document_id,
        form,
        form_no,
        count(*) as cells,
        count(*) filter (amount_yuan < 0) as negative_cells,
        list_sort(list(fact_id) filter (amount_yuan < 0)) as negative_fact_ids,
        string_agg(printed_text, '、' order by fact_id) filter (amount_yuan < 0) as printed_texts,
        min(fact_id) as first_fact_id
    from cell
    group by document_id, form, form_no
)
select
    document_id,
    form,
    'negative amounts' || form_instance.instance_label as key,
    'eq' as relation,
    0 as expected_yuan,
    0 as expected_low_yuan,
    0 as expected_high_yuan,
    negative_cells as actual_yuan,
    negative_cells as actual_low_yuan,
    negative_cells as actual_high_yuan,
    cells as addends,
    [] as expected_fact_ids,
    coalesce(negative_fact_ids, [first_fact_id]) as actual_fact_ids,
    'count' as value_unit,
    case when negative_cells > 0 then '该表有 ' || negative_cells || ' 个负数：' || printed_texts || '。' end as note_zh,
    case when negative_cells > 0 then 'The table prints ' || negative_cells || ' negative amounts: ' || printed_texts || '.' end
        as note_en,
    null as not_evaluable_reason
from counted
join form_instance using (document_id, form, form_no)
