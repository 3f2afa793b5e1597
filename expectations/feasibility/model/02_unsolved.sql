-- The equations of the documents whose printed amounts do not solve them, with numbers for names: a solver works on arrays.

create or replace temp table unsolved_cell as
with unsolved as (
    select document_id, is_cut_off, row_number() over (order by document_id) - 1 as document_no
    from bound_document
    where not is_exact
),
bound as (
    select
        unsolved.*,
        printed_evidence.* exclude (document_id),
        row_number() over (
            partition by unsolved.document_no
            order by
                printed_evidence.form_no, printed_evidence.page, printed_evidence.table_no, printed_evidence.row_no,
                printed_evidence.column_no, printed_evidence.evidence_id
        ) - 1 as cell_no
    from unsolved
    join printed_evidence using (document_id)
    semi join cited_amount on cited_amount.evidence_no = printed_evidence.evidence_no
)
select
    document_no,
    evidence_no,
    cell_no,
    document_id,
    is_cut_off,
    evidence_id,
    amount_yuan,
    low_yuan,
    high_yuan,
    printed_scale,
    -- a number that was cut off lies up to a whole unit farther from zero; others of the document may have been rounded
    case when is_cut_off then (high_yuan - low_yuan) / 2 else 0 end as cut_off_yuan
from bound;

create or replace temp table unsolved_term as
with term as materialized (
    select
        unsolved_cell.document_no,
        cited_amount.comparison_no,
        unsolved_cell.cell_no,
        cited_amount.weight,
        cited_amount.amount_yuan
    from cited_amount
    join unsolved_cell using (evidence_no)
),
-- several identities may state one equation, with the sides of an equality in either order; two sums of hashes name it
stated as (
    select
        document_no,
        comparison_no,
        arg_min(weight, cell_no) < 0 as is_turned,
        bit_xor(hash(cell_no, weight)) as one_way,
        bit_xor(hash(cell_no, -weight)) as the_other_way,
        sum(hash(weight, cell_no)) as one_sum,
        sum(hash(-weight, cell_no)) as the_other_sum,
        -- exact: the solver sees differences, never the amounts themselves
        sum(weight * amount_yuan) as residual_yuan
    from term
    group by document_no, comparison_no
),
named as (
    select
        stated.document_no,
        stated.comparison_no,
        stated.residual_yuan,
        check_comparison.comparison_id,
        check_comparison.relation,
        case
            when check_comparison.relation = 'eq' and stated.is_turned then (stated.the_other_way, stated.the_other_sum)
            else (stated.one_way, stated.one_sum)
        end as equation
    from stated
    join check_comparison on check_comparison.rowid = stated.comparison_no
),
kept as (
    select
        document_no,
        relation,
        arg_min(comparison_no, comparison_id) as comparison_no,
        arg_min(residual_yuan, comparison_id) as residual_yuan,
        row_number() over (partition by document_no order by min(comparison_id)) - 1 as equation_no
    from named
    group by document_no, relation, equation
)
select
    kept.document_no,
    kept.equation_no,
    term.cell_no,
    term.weight,
    kept.relation = 'le' as is_at_most,
    kept.residual_yuan
from kept
join term using (comparison_no);
