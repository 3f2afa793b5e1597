-- Comparisons that rest on pages which OCR has read: a number that is not there, or not so, may have been misread. They cite something
-- of such a page, or of a form that has one; or they miss what may stand there: they cite nothing, or have one side only, next to
-- such a page.
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
-- distance 0: on such a page; 1: on the page before or after
scanned_evidence as (
    select v_evidence.evidence_id, min(abs(scan_page.page - v_evidence.page)) as distance
    from v_evidence
    join scan_page
        on scan_page.document_id = v_evidence.document_id
        and scan_page.page between v_evidence.page - 1 and v_evidence.page + 1
    group by v_evidence.evidence_id
    union all
    select evidence_id, 0
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
    select
        comparison_id,
        len(expected_fact_ids) = 0 or len(actual_fact_ids) = 0 as is_one_sided,
        unnest(list_concat(expected_fact_ids, actual_fact_ids)) as evidence_id
    from differing
)
select comparison_id
from cited
join scanned_evidence using (evidence_id)
where distance = 0 or is_one_sided
union
select comparison_id
from differing
semi join scan_page using (document_id)
where len(expected_fact_ids) = 0 and len(actual_fact_ids) = 0;
