-- The equations that bind a document: printed amounts of which a plain sum equals another, or is at most another.

-- Only comparisons that must hold (binding_identity: severity error; not weakened) between sums of the document's own printed
-- amounts. One that adds what no cell prints, or cites another document, is no equation between these cells.
create or replace temp table cited_amount as
with binding as (
    select check_comparison.*
    from check_comparison
    join document on document.document_id = check_comparison.document_id
    join binding_identity
        on binding_identity.identity_id = check_comparison.identity_id
        and binding_identity.relation = check_comparison.relation
        and binding_identity.stage = coalesce(document.stage, 'budget')
    where check_comparison.value_unit = 'yuan'
        and check_comparison.weakened_to is null
        and check_comparison.state <> 'not_evaluable'
),
cited as (
    select comparison_id, document_id, unnest(expected_fact_ids) as evidence_id, 1 as weight from binding
    union all
    select comparison_id, document_id, unnest(actual_fact_ids), -1 from binding
),
priced as (
    select cited.*, case when evidence.low_yuan <= evidence.high_yuan then evidence.amount_yuan end as amount_yuan
    from cited
    left join v_evidence as evidence
        on evidence.evidence_id = cited.evidence_id and evidence.document_id = cited.document_id
),
proven as (
    select binding.comparison_id, any_value(binding.relation) as relation
    from binding
    join priced on priced.comparison_id = binding.comparison_id
    group by binding.comparison_id
    having count(*) = count(priced.amount_yuan)
        and coalesce(sum(priced.amount_yuan) filter (priced.weight = 1), 0) = any_value(binding.expected_yuan)
        and coalesce(sum(priced.amount_yuan) filter (priced.weight = -1), 0) = any_value(binding.actual_yuan)
)
select
    priced.comparison_id,
    priced.document_id,
    proven.relation,
    priced.evidence_id,
    sum(priced.weight)::integer as weight,
    any_value(priced.amount_yuan) as amount_yuan
from priced
join proven on proven.comparison_id = priced.comparison_id
group by priced.comparison_id, priced.document_id, proven.relation, priced.evidence_id
-- an amount on both sides falls out
having sum(priced.weight) <> 0;

-- is_exact: the printed amounts themselves solve all equations, no solver need be asked.
create or replace temp table bound_document as
with equation as (
    select cited_amount.document_id, check_comparison.state
    from (select comparison_id, document_id from cited_amount group by all) as cited_amount
    join check_comparison on check_comparison.comparison_id = cited_amount.comparison_id
),
counted as (
    select
        document_id,
        count(*) as equations,
        count(*) filter (state = 'rounding') as near_misses,
        count(*) filter (state = 'truncation') as truncations,
        count(*) filter (state = 'mismatch') as mismatches
    from equation
    group by document_id
),
cell as (
    select document_id, count(distinct evidence_id) as cells from cited_amount group by document_id
)
select
    document.document_id,
    coalesce(cell.cells, 0) as cells,
    coalesce(counted.equations, 0) as equations,
    coalesce(counted.near_misses, 0) as near_misses,
    coalesce(counted.mismatches, 0) as mismatches,
    -- sums that only hold if the amounts were cut off: then all of the document may have been
    coalesce(counted.truncations > 0 and counted.mismatches = 0, false) as is_cut_off,
    coalesce(counted.near_misses + counted.truncations + counted.mismatches = 0, true) as is_exact
from checked_document as document
left join counted on counted.document_id = document.document_id
left join cell on cell.document_id = document.document_id;
