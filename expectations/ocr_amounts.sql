-- Which amounts that were read by OCR the identities confirm. An amount is confirmed where at least one sum or copy that must be
-- equal to the fen holds with it, and nothing that it is part of breaks. A digit that was misread breaks every sum it is in; that a
-- second misreading makes up for it to the fen is what confirmed amounts still risk.
insert into check_ocr_amount by name
with read_amount as (
    select evidence_id, document_id
    from v_evidence
    semi join checked_document using (document_id)
    where ocr_confidence is not null and amount_yuan is not null
),
judged as (
    select
        list_concat(expected_fact_ids, actual_fact_ids) as fact_ids,
        state = 'exact'
        and relation = 'eq'
        and value_unit = 'yuan'
        -- one that proves less than its identity does elsewhere confirms nothing
        and weakened_to is null
        and len(expected_fact_ids) > 0
        and len(actual_fact_ids) > 0
        and not list_has_any(expected_fact_ids, actual_fact_ids) as confirms,
        state = 'mismatch' as refutes
    from check_comparison
    where state in ('exact', 'mismatch')
),
cited as (
    select unnest(list_distinct(fact_ids)) as evidence_id, confirms, refutes
    from judged
    where confirms or refutes
),
counted as (
    select
        read_amount.evidence_id,
        read_amount.document_id,
        count(*) filter (cited.confirms) as exact,
        count(*) filter (cited.refutes) as mismatch
    from read_amount
    left join cited on cited.evidence_id = read_amount.evidence_id
    group by read_amount.evidence_id, read_amount.document_id
)
select
    evidence_id as fact_id,
    document_id,
    exact::integer as exact,
    mismatch::integer as mismatch,
    exact > 0 and mismatch = 0 as is_confirmed
from counted;
