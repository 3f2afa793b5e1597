-- The equations of the documents whose printed amounts do not solve them, with numbers for names: a solver works on arrays.

create or replace temp table unsolved_cell as
with unsolved as (
    select document_id, is_cut_off, row_number() over (order by document_id) - 1 as document_no
    from bound_document
    where not is_exact
),
bound as (
    select document_id, evidence_id from cited_amount group by all
)
select
    unsolved.document_no,
    row_number() over (
        partition by unsolved.document_no
        order by evidence.form_no, evidence.page, evidence.table_no, evidence.row_no, evidence.column_no, evidence.evidence_id
    ) - 1 as cell_no,
    unsolved.document_id,
    unsolved.is_cut_off,
    evidence.evidence_id,
    evidence.amount_yuan,
    evidence.low_yuan,
    evidence.high_yuan,
    evidence.printed_scale,
    -- a number that was cut off lies up to a whole unit farther from zero; others of the document may have been rounded
    case when unsolved.is_cut_off then (evidence.high_yuan - evidence.low_yuan) / 2 else 0 end as cut_off_yuan
from unsolved
join bound on bound.document_id = unsolved.document_id
join v_evidence as evidence
    on evidence.evidence_id = bound.evidence_id and evidence.document_id = bound.document_id;

create or replace temp table unsolved_term as
with term as (
    select
        unsolved_cell.document_no,
        cited_amount.comparison_id,
        cited_amount.relation,
        unsolved_cell.cell_no,
        cited_amount.weight,
        unsolved_cell.amount_yuan
    from cited_amount
    join unsolved_cell
        on unsolved_cell.document_id = cited_amount.document_id and unsolved_cell.evidence_id = cited_amount.evidence_id
),
-- several identities may state one equation, with the sides of an equality in either order
stated as (
    select
        document_no,
        comparison_id,
        any_value(relation) as relation,
        list([cell_no, weight * turned] order by cell_no) as equation
    from (
        select
            *,
            case when relation = 'eq' then first(weight) over (partition by comparison_id order by cell_no) else 1 end as turned
        from term
    )
    group by document_no, comparison_id
),
kept as (
    select
        document_no,
        min(comparison_id) as comparison_id,
        row_number() over (partition by document_no order by min(comparison_id)) - 1 as equation_no
    from stated
    group by document_no, relation, equation
)
select
    kept.document_no,
    kept.equation_no,
    term.cell_no,
    term.weight,
    term.relation = 'le' as is_at_most,
    -- exact: the solver sees differences, never the amounts themselves
    sum(term.weight * term.amount_yuan) over (partition by kept.comparison_id) as residual_yuan
from kept
join term on term.comparison_id = kept.comparison_id;
