-- What was not read, or may have been misread, and so may print what seems to be missing: pages that are pictures, tables that
-- no title names, files that are damaged. One row a document and issue code.
select document_id, code, count(*) as issues
from document_issue
where code in (
    'no_text_but_image', 'no_text_but_paths', 'read_by_ocr', 'text_under_image', 'unicode_map_error',
    'table_without_lines', 'unrecognised_table', 'forms_tie',
    'pages_missing', 'page_not_read', 'page_over_limit', 'file_damaged', 'read_after_repair'
)
group by document_id, code
