-- the documents that need a solver, in the order of document_no
select document_id, any_value(is_cut_off) as is_cut_off
from unsolved_cell
group by document_no, document_id
order by document_no
