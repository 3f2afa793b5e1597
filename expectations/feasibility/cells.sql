-- what an unsolved document prints, and by how much each true amount may lie below and above it
select
    document_no,
    evidence_id,
    amount_yuan,
    high_yuan - low_yuan as step_yuan,
    printed_scale,
    (low_yuan - amount_yuan - case when amount_yuan <= 0 then cut_off_yuan else 0 end)::double as below,
    (high_yuan - amount_yuan + case when amount_yuan >= 0 then cut_off_yuan else 0 end)::double as above
from unsolved_cell
order by document_no, cell_no
