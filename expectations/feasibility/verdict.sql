-- What is known of every loaded document: from the solver, or because the printed amounts themselves solve its equations.
delete from check_feasibility;

insert into check_feasibility by name
select
    bound_document.document_id,
    case
        when bound_document.equations = 0 then 'not_evaluable'
        else coalesce(solved_document.state, 'feasible')
    end as state,
    bound_document.cells,
    bound_document.equations,
    bound_document.near_misses,
    bound_document.mismatches as breaks,
    case
        when bound_document.equations = 0 then 'nothing_to_compare'
        else solved_document.not_evaluable_reason
    end as not_evaluable_reason
from bound_document
left join solved_document on solved_document.document_id = bound_document.document_id;
