-- Every identity of the catalogue in every loaded document: what was evaluated, and if nothing was, why. The denominator is the
-- catalogue, not the rules that happened to run.
insert into check_coverage by name
with loaded as (
    select document_id from checked_document
),
counted as (
    select
        identity_id,
        document_id,
        count(*) filter (state <> 'not_evaluable') as evaluated,
        count(*) filter (state = 'exact') as exact,
        count(*) filter (state = 'rounding') as rounding,
        count(*) filter (state = 'truncation') as truncation,
        count(*) filter (state = 'mismatch') as mismatch,
        count(*) filter (state = 'not_evaluable') as not_evaluable,
        min(not_evaluable_reason) as not_evaluable_reason
    from check_comparison
    group by identity_id, document_id
),
form_with_amounts as (
    select document_id, form from fact_expenditure
    union
    select document_id, form from fact_revenue
    union
    select document_id, form from fact_project
    union
    select document_id, form from fact_indicator
    union
    select document_id, form from fact_procurement
    union
    select document_id, form from fact_asset
    union
    -- the text between the tables stands for a form of its own
    select document_id, 'narrative' from fact_statement
    union
    select document_id, 'narrative' from document_remark
    union
    -- and so does another document of the unit
    select document_id, pair_kind from document_pair
),
-- 3 with amounts, 2 recognised but without amounts in the star, 1 published empty; not printed at all is 0
printed_form as (
    select
        coalesce(document_form.document_id, form_with_amounts.document_id) as document_id,
        coalesce(document_form.form, form_with_amounts.form) as form,
        max(
            case
                when form_with_amounts.form is not null then 3
                when document_form.state = 'empty' then 1
                else 2
            end
        ) as standing
    from document_form
    full join form_with_amounts
        on form_with_amounts.document_id = document_form.document_id and form_with_amounts.form = document_form.form
    group by all
),
-- an identity needs every form of one of its alternatives
alternative as (
    select
        identity_role.identity_id,
        loaded.document_id,
        identity_role.alternative_no,
        min(coalesce(printed_form.standing, 0)) as standing,
        coalesce(
            bool_or(printed_form.standing is null) filter (
                identity_role.form in (
                    'earlier_document', 'budget_of_the_year', 'units_of_the_department', 'earlier_version'
                )
            ),
            false
        ) as lacks_other
    from loaded
    cross join identity_role
    left join printed_form
        on printed_form.document_id = loaded.document_id and printed_form.form = identity_role.form
    group by all
),
needed as (
    select identity_id, document_id, max(standing) as standing, bool_and(lacks_other) as lacks_other
    from alternative
    group by identity_id, document_id
)
select
    needed.identity_id,
    needed.document_id,
    coalesce(counted.evaluated, 0) as evaluated,
    coalesce(counted.exact, 0) as exact,
    coalesce(counted.rounding, 0) as rounding,
    coalesce(counted.truncation, 0) as truncation,
    coalesce(counted.mismatch, 0) as mismatch,
    coalesce(counted.not_evaluable, 0) as not_evaluable,
    case
        when counted.evaluated > 0 then null
        when counted.not_evaluable_reason is not null then counted.not_evaluable_reason
        when needed.standing = 0 and needed.lacks_other then 'no_other_document'
        when needed.standing = 0 then 'no_such_form'
        when needed.standing = 1 then 'empty_form'
        when needed.standing = 2 then 'form_not_loaded'
        else 'nothing_to_compare'
    end as not_evaluable_reason
from needed
left join counted on counted.identity_id = needed.identity_id and counted.document_id = needed.document_id
