-- Comparisons to report, with their severity and what tells one root cause from another.

-- node: the subject or total that was compared, whatever column and form it stands in ("20805" in six columns is one cause).
create or replace temp table fault as
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
    comparison.actual_yuan - comparison.expected_yuan as difference_yuan,
    -- by how much rounding can blur the difference
    (
        comparison.expected_high_yuan - comparison.expected_low_yuan
        + comparison.actual_high_yuan - comparison.actual_low_yuan
    ) * 0.5 as slack_yuan,
    comparison.expected_fact_ids,
    comparison.actual_fact_ids,
    comparison.value_unit,
    comparison.note_zh,
    comparison.note_en,
    case
        when identity_severity.severity = 'info' or comparison.weakened_to is null then identity_severity.severity
        else comparison.weakened_to
    end as severity,
    identity.cluster
    || '/'
    || case
        when split_part(comparison.key, ' / ', 1) in ('total', 'current_year', 'grand_total') then 'total'
        else split_part(comparison.key, ' / ', 1)
    end as node
from check_comparison as comparison
join document on document.document_id = comparison.document_id
join identity on identity.identity_id = comparison.identity_id
join identity_severity
    on identity_severity.identity_id = comparison.identity_id
    and identity_severity.state = comparison.state
    and identity_severity.relation = comparison.relation
    and identity_severity.stage = coalesce(document.stage, 'budget')
where comparison.state in ('rounding', 'truncation', 'mismatch');
