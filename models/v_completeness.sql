-- What was published and what was not. One row a unit, fiscal year, stage and form: the nine mandated tables of every
-- disclosure that was ingested, and any other form that was found. Superseded documents do not count. A mandated table
-- that was not found is unreadable where a document of the same disclosure is in quarantine or was not wholly read (v_unread),
-- for it may be in there.
-- fact_cells of amount_cells say how much of a published table was read.
with mandated(form) as (
    values
        ('summary'),
        ('revenue'),
        ('expenditure'),
        ('appropriation_summary'),
        ('general_public'),
        ('basic'),
        ('three_public'),
        ('government_fund'),
        ('state_capital')
),
current_document as (
    select *
    from document
    where status in ('loaded', 'quarantined')
        and unit_id is not null
        and fiscal_year is not null
        and stage is not null
),
disclosure as (
    select
        unit_id,
        fiscal_year,
        stage,
        bool_or(status = 'quarantined' or document_id in (select document_id from v_unread)) as is_partly_unread
    from current_document
    group by all
),
printed as (
    select
        current_document.unit_id,
        current_document.fiscal_year,
        current_document.stage,
        document_form.form,
        current_document.document_id,
        document_form.amount_cells,
        document_form.fact_cells,
        case
            when document_form.state = 'empty' then 'empty'
            when document_form.fact_cells = 0 and document_form.issue_cells > 0 then 'unreadable'
            else 'published'
        end as completeness
    from current_document
    join document_form using (document_id)
    where current_document.status = 'loaded'
    qualify row_number() over (
        partition by current_document.unit_id, current_document.fiscal_year, current_document.stage, document_form.form
        order by
            list_position(['published', 'empty', 'unreadable'], completeness),
            current_document.document_id,
            document_form.form_no
    ) = 1
),
expected as (
    select unit_id, fiscal_year, stage, form
    from disclosure
    cross join mandated
    union
    select unit_id, fiscal_year, stage, form
    from printed
)
select
    expected.unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    expected.fiscal_year,
    expected.stage,
    expected.form,
    expected.form in (select form from mandated) as is_mandated,
    case
        when printed.completeness is not null then printed.completeness
        when disclosure.is_partly_unread then 'unreadable'
        else 'missing'
    end as completeness,
    printed.document_id,
    printed.amount_cells,
    printed.fact_cells
from expected
left join printed using (unit_id, fiscal_year, stage, form)
left join disclosure using (unit_id, fiscal_year, stage)
left join dim_unit on dim_unit.unit_id = expected.unit_id
