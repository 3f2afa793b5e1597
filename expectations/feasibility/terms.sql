-- where an unsolved document's amounts stand in its equations
select document_no, equation_no, cell_no, weight::double as weight, is_at_most, residual_yuan::double as residual
from unsolved_term
order by document_no, equation_no, cell_no
