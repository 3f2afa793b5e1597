-- Every printed amount of a document ($name), with what names its row: label and subjects.
with printed as (
    select document_id, page, table_no, row_no, row_label, printed_text, column_no,
        [function_subject_id, economic_subject_id, government_economic_subject_id] as subjects
    from fact_expenditure
    union all
    select document_id, page, table_no, row_no, row_label, printed_text, column_no, [function_subject_id]
    from fact_revenue
    union all
    -- An annex prints its amounts beside labels (其中：财政拨款), not beside the name of the project.
    select document_id, page, table_no, row_no, if(ends_with(form, '_performance'), null, row_label), printed_text,
        column_no, [function_subject_id, economic_subject_id, government_economic_subject_id]
    from fact_project
    union all
    select document_id, page, table_no, row_no, row_label, printed_text, column_no,
        [function_subject_id, economic_subject_id, government_economic_subject_id]
    from fact_procurement
)
select printed.page, table_no, row_no, row_label, printed_text, subjects
from printed
join document using (document_id)
where file_name = $name
