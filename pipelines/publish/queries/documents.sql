-- Every document: what it is, what was found in it and what is wrong with it.
with form as (
    select
        document_id,
        count(*) as forms,
        count(*) filter (where state = 'empty') as empty_forms,
        sum(amount_cells)::bigint as amount_cells,
        sum(fact_cells)::bigint as fact_cells,
        sum(ignored_cells)::bigint as ignored_cells,
        sum(issue_cells)::bigint as issue_cells
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
    v_document_name.document_name,
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
    -- What became of the amount-like cells of its tables: amount_cells = fact_cells + ignored_cells + issue_cells, and those
    -- of tables that are no form stand beside them.
    coalesce(form.amount_cells, 0) as amount_cells,
    coalesce(form.fact_cells, 0) as fact_cells,
    coalesce(form.ignored_cells, 0) as ignored_cells,
    coalesce(form.issue_cells, 0) as issue_cells,
    coalesce(document.unrecognised_tables, 0) as unrecognised_tables,
    coalesce(document.unrecognised_cells, 0) as unrecognised_cells,
    -- Rounded down: 100 says that every cell is a fact. Null where the document prints no amount in a table.
    (floor(
        10000 * form.fact_cells / nullif(form.amount_cells + coalesce(document.unrecognised_cells, 0), 0)
    ) / 100)::decimal(5, 2) as fact_percent,
    document.reason
from document
join v_document_name using (document_id)
left join dim_unit using (unit_id)
left join form using (document_id)
left join fact using (document_id)
left join issue using (document_id)
left join finding using (document_id)
order by document.file_name, document_name, document.document_id
