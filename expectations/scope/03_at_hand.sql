-- The documents of one slice, and those that are only looked at beside them.

create or replace temp table checked_document as
select document_id from slice where slice_no = $slice_no;

create or replace temp table document_at_hand as
with beside as (
    select document_id from checked_document
    union
    select other_document_id from known_context semi join checked_document using (document_id)
)
select document_id from beside
union
-- what the narrative of another document speaks of may stand in a third
select sibling.document_id
from beside
join known_disclosure as own on own.document_id = beside.document_id
join known_disclosure as sibling on sibling.disclosure_id = own.disclosure_id;

create or replace temp table pair_at_hand as
select known_pair.* from known_pair semi join checked_document using (document_id);

create or replace temp table earlier_finding as
select finding_id, first_seen_on from check_finding semi join checked_document using (document_id);
