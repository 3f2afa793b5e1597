-- One finding a root cause. Breaks that share a printed cell and the size of the difference are one cluster (fault_cluster): one
-- finding an identity, the first of which is the root. Near-misses of one document, one difference and one subject have one cause;
-- those of one document that the same identity speaks for are one finding, since nobody has anything to look at in each of them.

create or replace temp table found as
with caused as (
    select
        fault.*,
        fault.state = 'mismatch' as is_break,
        case
            when fault.state = 'mismatch' then fault_cluster.cluster_id
            else md5(concat_ws('|', fault.document_id, fault.state, fault.value_unit, fault.node, fault.difference))
        end as cause_id,
        case fault.severity when 'error' then 3 when 'warning' then 2 else 1 end as weight
    from fault
    left join fault_cluster on fault_cluster.comparison_id = fault.comparison_id
),
told_by as (
    select
        *,
        count(*) over (partition by cause_id, identity_id) as comparisons_of_cause
    from caused
),
clustered as (
    select
        * exclude (cause_id, comparisons_of_cause),
        case
            when is_break then cause_id
            else md5(
                concat_ws(
                    '|',
                    document_id,
                    state,
                    value_unit,
                    severity,
                    first_value(identity_id) over (
                        partition by cause_id
                        order by weight desc, comparisons_of_cause desc, identity_id, form, key, comparison_id
                    )
                )
            )
        end as cluster_id
    from told_by
),
counted as (
    select
        *,
        count(*) over (partition by cluster_id) as comparisons_of_cluster,
        count(*) over (partition by cluster_id, identity_id) as comparisons_of_identity
    from clustered
),
-- the comparison that speaks for its identity, and the identity that speaks for the cluster
speaker as (
    select
        *,
        row_number() over (
            partition by cluster_id, identity_id order by weight desc, form, key, comparison_id
        ) as place_in_identity,
        row_number() over (
            partition by cluster_id
            order by
                weight desc,
                case when is_break then 0 else -comparisons_of_identity end,
                identity_id, form, key, comparison_id
        ) as place_in_cluster
    from counted
),
named as (
    select
        *,
        left(md5(concat_ws('|', 'finding', comparison_id)), 16) as finding_id
    from speaker
    where place_in_cluster = 1 or (is_break and place_in_identity = 1)
)
select
    named.* exclude (
        place_in_identity, place_in_cluster, weight, comparisons_of_cluster, comparisons_of_identity, note_zh, note_en
    ),
    -- a note says what is wrong; what rounding explains is not
    case when named.is_break then named.note_zh end as told_zh,
    case when named.is_break then named.note_en end as told_en,
    -- The note of a count, or of a number that nothing printed is compared with, says it all; the sides then only say where.
    named.is_break
    and named.note_zh is not null
    and (named.value_unit = 'count' or len(named.expected_fact_ids) = 0 or len(named.actual_fact_ids) = 0) as is_told,
    case when named.place_in_cluster = 1 then named.comparisons_of_cluster else named.comparisons_of_identity end
        as comparisons,
    first_value(named.finding_id) over (partition by named.cluster_id order by named.place_in_cluster) as root_finding_id
from named
-- the root speaks for its own identity, too
qualify row_number() over (partition by named.cluster_id, named.identity_id order by named.place_in_cluster) = 1;

-- An entry of accepted.toml covers the finding it names and, if that is a root, whatever it explains.
create or replace temp table accepted_finding as
with matched as (
    select found.finding_id, accepted_break.entry_no
    from found
    join accepted_break
        on starts_with(found.document_id, accepted_break.document)
        and found.identity_id = accepted_break.identity_id
        and accepted_break.key in ('*', found.key)
    where found.state = 'mismatch'
)
select found.finding_id, min(matched.entry_no) as entry_no
from found
join matched on matched.finding_id in (found.finding_id, found.root_finding_id)
group by found.finding_id;
