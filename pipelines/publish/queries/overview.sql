-- The warehouse in counts, one row a number: what kind, and of which sort.
select 'documents' as counted, status as sort, count(*) as number from document group by status
union all
select 'forms', state, count(*) from document_form group by state
union all
select 'facts', 'expenditure', count(*) from fact_expenditure
union all
select 'facts', 'revenue', count(*) from fact_revenue
union all
select 'facts', 'project', count(*) from fact_project
union all
select 'facts', 'indicator', count(*) from fact_indicator
union all
select 'facts', 'procurement', count(*) from fact_procurement
union all
select 'facts', 'asset', count(*) from fact_asset
union all
select 'facts', 'statement', count(*) from fact_statement
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
