-- The equations that bind a document: printed amounts of which a plain sum equals another, or is at most another.

-- Amounts that can stand in an equation, with numbers for names: a document cites each of its amounts many times.
create or replace temp table printed_evidence as
select
    row_number() over ()::integer as evidence_no,
    document_id,
    evidence_id,
    amount_yuan,
    low_yuan,
    high_yuan,
    printed_scale,
    form_no,
    page,
    table_no,
    row_no,
    column_no
from v_evidence
where amount_yuan is not null and low_yuan <= high_yuan;

-- Only comparisons that must hold (binding_identity: severity error; not weakened) between sums of the document's own printed
-- amounts. One that adds what no cell prints, or cites another document, is no equation between these cells.
create or replace temp table binding_comparison as
select
    check_comparison.rowid::integer as comparison_no,
    check_comparison.document_id,
    check_comparison.relation,
    check_comparison.state,
    check_comparison.expected_yuan,
    check_comparison.actual_yuan,
    check_comparison.expected_fact_ids,
    check_comparison.actual_fact_ids
from check_comparison
join document on document.document_id = check_comparison.document_id
join binding_identity
    on binding_identity.identity_id = check_comparison.identity_id
    and binding_identity.relation = check_comparison.relation
    and binding_identity.stage = coalesce(document.stage, 'budget')
where check_comparison.value_unit = 'yuan'
    and check_comparison.weakened_to is null
    and check_comparison.state <> 'not_evaluable';

create or replace temp table cited_amount as
with cited as (
    select comparison_no, document_id, unnest(expected_fact_ids) as evidence_id, 1 as weight from binding_comparison
    union all
    select comparison_no, document_id, unnest(actual_fact_ids), -1 from binding_comparison
),
priced as materialized (
    select cited.comparison_no, cited.weight, printed_evidence.evidence_no, printed_evidence.amount_yuan
    from cited
    left join printed_evidence
        on printed_evidence.evidence_id = cited.evidence_id and printed_evidence.document_id = cited.document_id
),
added as (
    select
        comparison_no,
        count(*) = count(amount_yuan) as is_printed,
        coalesce(sum(amount_yuan) filter (weight = 1), 0) as expected_yuan,
        coalesce(sum(amount_yuan) filter (weight = -1), 0) as actual_yuan
    from priced
    group by comparison_no
),
proven as (
    select binding_comparison.comparison_no
    from binding_comparison
    join added using (comparison_no)
    where added.is_printed
        and added.expected_yuan = binding_comparison.expected_yuan
        and added.actual_yuan = binding_comparison.actual_yuan
)
select
    comparison_no,
    evidence_no,
    sum(weight)::integer as weight,
    any_value(amount_yuan) as amount_yuan
from priced
semi join proven using (comparison_no)
group by comparison_no, evidence_no
-- an amount on both sides falls out
having sum(weight) <> 0;

-- is_exact: the printed amounts themselves solve all equations, no solver need be asked.
create or replace temp table bound_document as
with counted as (
    select
        document_id,
        count(*) as equations,
        count(*) filter (state = 'rounding') as near_misses,
        count(*) filter (state = 'truncation') as truncations,
        count(*) filter (state = 'mismatch') as mismatches
    from binding_comparison
    semi join cited_amount using (comparison_no)
    group by document_id
),
cell as (
    select document_id, count(*) as cells
    from printed_evidence
    semi join cited_amount using (evidence_no)
    group by document_id
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
