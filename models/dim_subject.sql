-- The listed subjects, and those that documents print and no list holds, as the latest document prints them.
-- listed_subject holds the rows of the code lists while a batch is loaded.
with unlisted as (
    select stg_subject.*
    from stg_subject
    join document using (document_id)
    where subject_id not in (select subject_id from listed_subject)
    qualify row_number() over (
        partition by subject_id
        order by document.fiscal_year desc nulls last, document.modified desc nulls last, document_id desc
    ) = 1
)
select * from listed_subject
union all by name
select * exclude (document_id) from unlisted
