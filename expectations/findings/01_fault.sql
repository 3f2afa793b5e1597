-- Comparisons to report, with their severity and what tells one root cause from another.

-- node: the subject or total that was compared, whatever column and form it stands in ("20805" in six columns is one cause).
-- difference: in yuan, or in pieces or percentage points where the sides are no money.
create or replace temp table fault as
with differing as (
    select
        *,
        greatest(
            expected_high_yuan - expected_low_yuan, actual_high_yuan - actual_low_yuan
        ) as coarse_step,
        least(expected_high_yuan - expected_low_yuan, actual_high_yuan - actual_low_yuan) as fine_step,
        case
            when expected_high_yuan - expected_low_yuan > actual_high_yuan - actual_low_yuan
                then len(expected_fact_ids)
            else len(actual_fact_ids)
        end as coarse_numbers
    from check_comparison
    where state in ('rounding', 'truncation', 'mismatch')
)
select
    comparison.comparison_id,
    comparison.identity_id,
    comparison.document_id,
    comparison.form,
    comparison.key,
    comparison.relation,
    comparison.state,
    comparison.addends,
    comparison.expected_yuan,
    comparison.actual_yuan,
    comparison.actual_yuan - comparison.expected_yuan as difference,
    -- by how much rounding can blur the difference
    (
        comparison.expected_high_yuan - comparison.expected_low_yuan
        + comparison.actual_high_yuan - comparison.actual_low_yuan
    ) * 0.5 as slack,
    comparison.expected_fact_ids,
    comparison.actual_fact_ids,
    comparison.value_unit,
    comparison.note_zh,
    comparison.note_en,
    case
        -- what a misread digit may have broken is no error
        when scanned.comparison_id is not null and coalesce(comparison.weakened_to, identity_severity.severity) = 'error'
            then 'warning'
        when identity_severity.severity = 'info' or comparison.weakened_to is null then identity_severity.severity
        else comparison.weakened_to
    end as severity,
    scanned.comparison_id is not null as is_scanned,
    identity.cluster
    || '/'
    || case
        when split_part(comparison.key, ' / ', 1) in ('total', 'current_year', 'grand_total') then 'total'
        else split_part(comparison.key, ' / ', 1)
    end as node
from differing as comparison
join document on document.document_id = comparison.document_id
left join scanned_comparison as scanned on scanned.comparison_id = comparison.comparison_id
join identity on identity.identity_id = comparison.identity_id
join identity_severity
    on identity_severity.identity_id = comparison.identity_id
    and identity_severity.state = comparison.state
    and identity_severity.relation = comparison.relation
    and identity_severity.stage = coalesce(document.stage, 'budget')
-- One number that is the other in fewer digits is no near-miss: prose in 万元 beside a table in 元, a printed percentage beside
-- the quotient. A sum of rounded numbers is one, however many they are.
where comparison.state <> 'rounding'
    or comparison.coarse_numbers <> 1
    or comparison.fine_step * 10 > comparison.coarse_step
    or abs(comparison.actual_yuan - comparison.expected_yuan) * 2 > comparison.coarse_step;

-- Which sentences of the narrative a comparison is about, wherever the same words stand.
create or replace temp table fault_sentence as
with cited as (
    select comparison_id, unnest(list_concat(expected_fact_ids, actual_fact_ids)) as evidence_id
    from fault
    where state = 'mismatch'
)
select cited.comparison_id, list(distinct evidence.row_label order by evidence.row_label) as sentences
from cited
join v_evidence as evidence on evidence.evidence_id = cited.evidence_id
where evidence.evidence_kind in ('statement', 'remark')
group by cited.comparison_id;
