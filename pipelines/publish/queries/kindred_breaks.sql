-- Other breaks of the finding's document that may have its cause: one wrong amount breaks every sum it is in by the same size, and
-- one misunderstood sentence gives several numbers of the same identity.
with shown as (
    select * exclude (finding_id, root_finding_id)
    from v_finding_comparison
    where finding_id = $finding_id
        and state = 'mismatch'
),
other as (
    select check_comparison.*
    from check_comparison
    where document_id in (select document_id from shown)
        and state = 'mismatch'
        and comparison_id not in (select comparison_id from shown)
),
cited as (
    select comparison_id, identity_id, unnest(list_concat(expected_fact_ids, actual_fact_ids)) as evidence_id
    from (select * from shown union all select * from other)
),
said as (
    select distinct cited.comparison_id, cited.identity_id, v_evidence.row_label as sentence
    from cited
    join v_evidence on v_evidence.evidence_id = cited.evidence_id
    where v_evidence.evidence_kind in ('statement', 'remark')
)
select
    other.comparison_id,
    other.identity_id,
    other.form,
    other.key,
    other.value_unit,
    other.expected_yuan,
    other.actual_yuan
from other
where exists (
        select 1
        from shown
        where shown.value_unit = 'yuan'
            and other.value_unit = 'yuan'
            and abs(shown.actual_yuan - shown.expected_yuan) = abs(other.actual_yuan - other.expected_yuan)
    )
    or other.comparison_id in (
        select theirs.comparison_id
        from said as theirs
        join said as ours on ours.identity_id = theirs.identity_id and ours.sentence = theirs.sentence
        where ours.comparison_id in (select comparison_id from shown)
    )
order by other.identity_id, other.form, other.key
