-- Other breaks of the finding's document whose difference has the same size: one wrong cell breaks every sum it is in.
with shown as (
    select check_comparison.*
    from check_comparison
    join check_finding
        on check_finding.identity_id = check_comparison.identity_id
        and check_finding.document_id = check_comparison.document_id
        and check_finding.form is not distinct from check_comparison.form
        and check_finding.key = check_comparison.key
    where check_finding.finding_id = $finding_id
        and check_comparison.state = 'mismatch'
)
select
    other.comparison_id,
    other.identity_id,
    other.form,
    other.key,
    other.expected_yuan,
    other.actual_yuan
from check_comparison as other
semi join shown
    on shown.document_id = other.document_id
    and abs(shown.actual_yuan - shown.expected_yuan) = abs(other.actual_yuan - other.expected_yuan)
where other.state = 'mismatch'
    and other.comparison_id not in (select comparison_id from shown)
order by other.identity_id, other.form, other.key
