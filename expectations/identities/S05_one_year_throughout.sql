-- id: S05
-- zh: 全文年度一致（引用除外）
-- en: Titles and headings speak of the document's year.
-- roles: narrative; summary; expenditure; general_public
-- severity: warning from 2024-01-01
-- basis: A heading of another year was left standing from last year's document, or its numbers were.
-- related: S06
-- assumes: Headings that compare years, or look back on a year (reviews, execution), cite it and do not count. Forms of stocks and of money carried over speak of other days.
with said as (
    select document_id, remark_id as evidence_id, value as year_said, text
    from document_remark
    semi join disclosure using (document_id)
    where remark_kind = 'cited_year'
    union all
    select disclosed_form.document_id, evidence_id, disclosed_form.fiscal_year::varchar, coalesce(title, form)
    from disclosed_form
    join disclosure using (document_id)
    where disclosed_form.fiscal_year <> disclosure.fiscal_year
        and not explains_itself
        and family not in ('carryover_expenditure', 'fixed_asset')
),
counted as (
    select
        document_id,
        count(*) as mentions,
        list(evidence_id order by evidence_id) as evidence_ids,
        string_agg('“' || text || '”', '' order by evidence_id) as texts
    from said
    group by document_id
),
judged as (
    select document_id from narrative semi join disclosure using (document_id)
    union
    select document_id from disclosed_form
)
select
    document_id,
    null as form,
    'year' as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    coalesce(mentions, 0)::decimal(20, 2) as actual_yuan,
    coalesce(mentions, 0)::decimal(22, 4) as actual_low_yuan,
    coalesce(mentions, 0)::decimal(22, 4) as actual_high_yuan,
    coalesce(mentions, 0)::integer as addends,
    []::varchar[] as expected_fact_ids,
    coalesce(evidence_ids, []) as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    null as weakened_to,
    '标题所写年度与文件年度不一致：' || left(texts, 200) || '。' as note_zh,
    'Headings name another year than the document''s: ' || left(texts, 200) || '.' as note_en
from judged
left join counted using (document_id)
