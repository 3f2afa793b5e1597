-- id: N13
-- zh: 政府采购总额＝货物＋工程＋服务；授予中小企业（小微企业）金额不超过总额
-- en: Procurement equals goods, works and services; what goes to small firms is at most the total.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: 《政府采购法》: procurement is of goods, works or services, nothing else.
-- related: N01, A17
-- assumes: Parts said after a total, up to the next total. With all three kinds the sum equals the total; with fewer it is at most the total. Small firms may get no more than all, micro firms no more than small ones.
with stated as (
    select
        *,
        max_by(statement_no, statement_no) filter (category = 'total') over so_far as whole_no
    from said
    where slot = 'procurement' and statement_measure = 'amount' and amount_yuan is not null and fiscal_year = document_year
    window so_far as (partition by document_id order by statement_no rows between unbounded preceding and current row)
),
whole as (
    select * from stated where category = 'total'
),
-- the first amount of a kind after its total
part as (
    select *
    from stated
    where category in ('goods', 'works', 'services', 'sme', 'micro')
    qualify row_number() over (partition by document_id, whole_no, category order by statement_no) = 1
),
kinds as (
    select
        document_id,
        whole_no,
        count(*) as parts,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        list_sort(list(statement_id)) as statement_ids
    from part
    where category in ('goods', 'works', 'services')
    group by document_id, whole_no
)
select
    whole.document_id,
    null as form,
    whole.node || ' / kinds' || whole.place_name as key,
    case kinds.parts when 3 then 'eq' else 'le' end as relation,
    kinds.amount_yuan as expected_yuan,
    kinds.low_yuan as expected_low_yuan,
    kinds.high_yuan as expected_high_yuan,
    whole.amount_yuan as actual_yuan,
    whole.low_yuan as actual_low_yuan,
    whole.high_yuan as actual_high_yuan,
    coalesce(kinds.parts, 0) as addends,
    kinds.statement_ids as expected_fact_ids,
    [whole.statement_id] as actual_fact_ids,
    case when kinds.parts is null then 'side_missing' end as not_evaluable_reason,
    '文字所述政府采购总额不等于货物、工程、服务之和。' as note_zh,
    'Procurement in the narrative is not the sum of goods, works and services.' as note_en
from whole
left join kinds on kinds.document_id = whole.document_id and kinds.whole_no = whole.statement_no
union all
select
    whole.document_id,
    null,
    whole.node || ' / ' || part.category || whole.place_name,
    'le',
    part.amount_yuan,
    part.low_yuan,
    part.high_yuan,
    whole.amount_yuan,
    whole.low_yuan,
    whole.high_yuan,
    1,
    [part.statement_id],
    [whole.statement_id],
    null,
    '文字所述授予中小企业（小微企业）的采购金额大于总额。',
    'In the narrative, small firms get more than all procurement.'
from part
join stated as whole
    on whole.document_id = part.document_id
    and whole.whole_no = part.whole_no
    and whole.category = case part.category when 'micro' then 'sme' else 'total' end
where part.category in ('sme', 'micro')
qualify row_number() over (partition by part.statement_id order by whole.statement_no) = 1
