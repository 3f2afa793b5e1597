-- The warehouse in counts, one row a number: what kind, and of which sort.
select 'documents' as counted, status as sort, count(*) as number from document group by status
union all
select 'forms', state, count(*) from document_form group by state
union all
select 'facts', 'expenditure', count(*) from fact_expenditure
union all
select 'facts', 'revenue', count(*) from fact_revenue
union all
select 'issues', code, count(*) from document_issue group by code
union all
select 'comparisons', state, count(*) from check_comparison group by state
union all
select 'findings', severity, count(*)
from check_finding
where finding_id = root_finding_id
    and status = 'open'
group by severity
order by counted, sort
