-- Comparisons that rest on pages which OCR has read: a number that is not there, or not so, may have been misread. They cite something
-- of such a page, or of a form that has one; or they miss something altogether in a document that has one.
create or replace temp table scanned_comparison as
with scan_page as (
    select document_id, page
    from document_issue
    where code in ('read_by_ocr', 'text_under_image')
    group by all
),
scanned_form as (
    select document_form.document_id, document_form.form_no
    from document_form
    join scan_page
        on scan_page.document_id = document_form.document_id
        and scan_page.page between document_form.page_first and document_form.page_last
    group by all
),
scanned_evidence as (
    select evidence_id
    from v_evidence
    semi join scan_page on scan_page.document_id = v_evidence.document_id and scan_page.page = v_evidence.page
    union
    select evidence_id
    from v_evidence
    semi join scanned_form
        on scanned_form.document_id = v_evidence.document_id and scanned_form.form_no = v_evidence.form_no
),
-- Documents with such a page, and those of the same unit: comparisons of years cite both.
compared_document as (
    select document_id
    from document
    where unit_id in (select unit_id from document semi join scan_page using (document_id))
),
differing as (
    select comparison_id, document_id, expected_fact_ids, actual_fact_ids
    from check_comparison
    semi join compared_document using (document_id)
    where state in ('rounding', 'truncation', 'mismatch')
),
cited as (
    select comparison_id, unnest(list_concat(expected_fact_ids, actual_fact_ids)) as evidence_id
    from differing
)
select comparison_id
from cited
semi join scanned_evidence using (evidence_id)
union
select comparison_id
from differing
semi join scan_page using (document_id)
where len(expected_fact_ids) = 0 or len(actual_fact_ids) = 0;
