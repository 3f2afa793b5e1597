-- What people are told of when it is new, and again when it is gone: open errors and warnings (roots only),
-- quarantined documents, headers that no term explains. Infos are rounding and style; nobody is woken for them.
with finding as (
    select
        'finding' as kind,
        check_finding.finding_id as item_id,
        check_finding.severity,
        -- Many publishers call every file the same; a null part is left out.
        concat_ws(' ', document.file_name, dim_unit.unit_name, document.fiscal_year) as place,
        check_finding.message_zh as text_zh,
        check_finding.message_en as text_en
    from check_finding
    join document on document.document_id = check_finding.document_id
    left join dim_unit on dim_unit.unit_id = document.unit_id
    where check_finding.finding_id = check_finding.root_finding_id
        and check_finding.status = 'open'
        and check_finding.severity in ('error', 'warning')
),
quarantined as (
    select
        'quarantined' as kind,
        document_id as item_id,
        'error' as severity,
        source_uri as place,
        reason as text_zh,
        reason as text_en
    from document
    where status = 'quarantined'
),
unknown_header as (
    select
        'unknown_header' as kind,
        concat_ws('/', document_issue.form, document_issue.text) as item_id,
        'warning' as severity,
        min(document.file_name) as place,
        concat_ws(': ', document_issue.form, document_issue.text) as text_zh,
        concat_ws(': ', document_issue.form, document_issue.text) as text_en
    from document_issue
    join document on document.document_id = document_issue.document_id
    where document_issue.code = 'unknown_header'
    group by document_issue.form, document_issue.text
)
select * from finding
union all
select * from quarantined
union all
select * from unknown_header
order by kind, severity, place, item_id
