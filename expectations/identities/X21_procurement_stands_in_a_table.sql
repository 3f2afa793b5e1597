-- id: X21
-- zh: 预算：文字说明有政府采购金额的，表中应有可以核对之处
-- en: In a budget, an amount of procurement that the narrative states has a table to be checked against.
-- roles: narrative + procurement; narrative + project
-- severity: warning from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): procurement is published with the budget.
-- related: X16, X18
-- assumes: A table of procurement or of projects, or capital purchases (310) in basic expenditure, will do. Where neither table is published at all, the template may not ask for it and nothing is compared; an empty one says that there is nothing.
with stated as (
    select * from said_amount where slot = 'procurement' and category = 'total'
),
printed as (
    select
        document_id,
        bool_or(has_money) as has_money,
        bool_and(is_known) as is_known,
        list_sort(flatten(list(evidence_ids))) as evidence_ids
    from buying_form
    where form in ('procurement', 'project')
    group by document_id
),
compared as (
    select
        stated.*,
        coalesce(printed.has_money, false) or capital_purchase.document_id is not null as is_shown,
        printed.document_id is not null as has_form,
        coalesce(printed.is_known, false) as is_known,
        list_concat(printed.evidence_ids, capital_purchase.fact_ids) as evidence_ids
    from stated
    join document on document.document_id = stated.document_id and document.stage = 'budget'
    left join printed on printed.document_id = stated.document_id
    left join capital_purchase on capital_purchase.document_id = stated.document_id
)
select
    document_id,
    'narrative' as form,
    'procurement' as key,
    'le' as relation,
    (amount_yuan > 0)::integer as expected_yuan,
    (amount_yuan > 0)::integer as expected_low_yuan,
    (amount_yuan > 0)::integer as expected_high_yuan,
    case when is_known then is_shown::integer end as actual_yuan,
    case when is_known then is_shown::integer end as actual_low_yuan,
    case when is_known then is_shown::integer end as actual_high_yuan,
    1 as addends,
    statement_ids as expected_fact_ids,
    coalesce(evidence_ids, []) as actual_fact_ids,
    'count' as value_unit,
    case
        when amount_yuan > 0 and not is_shown
            then '文字说明政府采购预算 ' || money(amount_yuan) || '，但政府采购表、项目支出表和基本支出表中都没有可以核对的金额。'
    end as note_zh,
    case
        when amount_yuan > 0 and not is_shown
            then 'The narrative states procurement of ' || amount_yuan
                || ' yuan; no table of procurement, projects or capital purchases has an amount to check it against.'
    end as note_en,
    case when not has_form then 'no_such_form' when not is_known then 'form_not_loaded' end as not_evaluable_reason
from compared
