-- How lists name a document. Many files are called alike: then the folder before the name tells them apart.
select
    document_id,
    case
        when count(*) over (partition by file_name) > 1 then regexp_extract(source_uri, '[^/]*/[^/]*$')
        else file_name
    end as document_name
from document
