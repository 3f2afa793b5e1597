-- What a disclosure is as a whole: tables and narrative are sometimes two documents, and are judged together.

-- Every loaded document with its disclosure; kind tells a department's documents from those of its own office.
create or replace temp table disclosure as
select * from known_disclosure semi join document using (document_id);

-- The id by which a form stands in a comparison (see models/v_evidence.sql).
create or replace temp macro form_evidence(document_id, form_no) as left(document_id, 16) || '-form-' || form_no;

-- family: what kind of form it is, however its rows are broken down. explains_itself: its own template, with its own unit.
create or replace temp table disclosed_form as
select
    disclosure.disclosure_id,
    document_form.*,
    form_evidence(document_form.document_id, document_form.form_no) as evidence_id,
    case
        when starts_with(form, 'basic') or starts_with(form, 'appropriation_basic') then 'basic'
        when form like 'general\_public\_project%' escape '\' then 'general_public_project'
        else regexp_replace(form, '_(economic|government_economic|category|function)$', '')
    end as family,
    form in (
        'project_performance', 'overall_performance', 'unit_roster', 'contents', 'fixed_asset', 'debt', 'transfer',
        'meeting_training_detail'
    ) as explains_itself
from document_form
join disclosure on disclosure.document_id = document_form.document_id;

-- A disclosure of which a page or a table could not be read may hold what was not found.
create or replace temp table unread_disclosure as
select distinct disclosure.disclosure_id
from v_unread
join disclosure on disclosure.document_id = v_unread.document_id;

create or replace temp table narrative as
select document_id from fact_statement
union
select document_id from document_remark;
