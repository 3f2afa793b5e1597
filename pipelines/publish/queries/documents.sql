-- Every document: what it is, what was found in it and what is wrong with it.
with form as (
    select
        document_id,
        count(*) as forms,
        count(*) filter (where state = 'empty') as empty_forms
    from document_form
    group by document_id
),
fact as (
    select document_id, count(*) as facts
    from (select document_id from fact_expenditure union all select document_id from fact_revenue)
    group by document_id
),
issue as (
    select document_id, count(*) as issues
    from document_issue
    group by document_id
),
finding as (
    select document_id, count(*) filter (where severity <> 'info') as findings
    from check_finding
    where finding_id = root_finding_id
        and status = 'open'
    group by document_id
)
select
    document.document_id,
    document.file_name,
    document.status,
    dim_unit.unit_name,
    document.fiscal_year,
    document.stage,
    -- A document without a row of one kind has none of them: counted, not unknown.
    coalesce(form.forms, 0) as forms,
    coalesce(form.empty_forms, 0) as empty_forms,
    coalesce(fact.facts, 0) as facts,
    coalesce(issue.issues, 0) as issues,
    coalesce(finding.findings, 0) as findings,
    document.reason
from document
left join dim_unit using (unit_id)
left join form using (document_id)
left join fact using (document_id)
left join issue using (document_id)
left join finding using (document_id)
order by document.file_name, document.document_id
