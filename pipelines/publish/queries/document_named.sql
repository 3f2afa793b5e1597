-- Documents whose id begins with $document or whose file name contains it.
select document_id
from document
where starts_with(document_id, lower($document))
    or contains(lower(file_name), lower($document))
