-- What became of the comparisons that one identity made (comparison_made), by interval arithmetic.
--
-- exact       both sides are equal as printed (le: the one is at most the other)
-- rounding    the intervals that the printed numbers stand for meet; their ends belong to them
-- truncation  they meet only if the numbers were cut off, not rounded
-- mismatch    no true amounts fit both sides
-- not_evaluable  a side is missing; or the sides differ and the identity names something that excuses it
insert into check_comparison by name
with side as (
    select
        *,
        expected_high_yuan - expected_low_yuan as expected_step,
        actual_high_yuan - actual_low_yuan as actual_step
    from comparison_made
),
-- A number that was cut off lies at the end of its interval that is nearer to zero: [v, v + step), (v - step, v] below zero.
cut as (
    select
        *,
        case when expected_yuan > 0 then expected_yuan else expected_yuan - expected_step end as expected_cut_low,
        case when expected_yuan < 0 then expected_yuan else expected_yuan + expected_step end as expected_cut_high,
        case when actual_yuan > 0 then actual_yuan else actual_yuan - actual_step end as actual_cut_low,
        case when actual_yuan < 0 then actual_yuan else actual_yuan + actual_step end as actual_cut_high
    from side
),
met as (
    select
        *,
        case when relation = 'le' then expected_yuan <= actual_yuan else expected_yuan = actual_yuan end as is_exact,
        expected_low_yuan <= actual_high_yuan
            and (relation = 'le' or actual_low_yuan <= expected_high_yuan) as meets_rounded,
        case
            when relation = 'le' then expected_cut_low < actual_cut_high
            else greatest(expected_cut_low, actual_cut_low) < least(expected_cut_high, actual_cut_high)
                -- a side without digits to cut is one point; it may be the closed end of the other
                or (expected_step = 0 and actual_yuan = expected_yuan)
                or (expected_step = 0 and actual_cut_low < expected_yuan and expected_yuan < actual_cut_high)
                or (actual_step = 0 and expected_cut_low < actual_yuan and actual_yuan < expected_cut_high)
        end as meets_cut
    from cut
),
judged as (
    select
        *,
        case
            when expected_yuan is null or actual_yuan is null then 'not_evaluable'
            when is_exact then 'exact'
            when meets_rounded then 'rounding'
            when not_evaluable_reason is not null then 'not_evaluable'
            when meets_cut then 'truncation'
            else 'mismatch'
        end as state
    from met
)
select
    left(md5(concat_ws(
        '|', $identity_id, document_id, form, key, relation, addends, expected_fact_ids[1], actual_fact_ids[1]
    )), 24) as comparison_id,
    $identity_id as identity_id,
    document_id,
    form,
    key,
    relation,
    expected_yuan,
    expected_low_yuan,
    expected_high_yuan,
    actual_yuan,
    actual_low_yuan,
    actual_high_yuan,
    addends,
    state,
    value_unit,
    weakened_to,
    note_zh,
    note_en,
    case when state = 'not_evaluable' then coalesce(not_evaluable_reason, 'side_missing') end as not_evaluable_reason,
    coalesce(expected_fact_ids, []) as expected_fact_ids,
    coalesce(actual_fact_ids, []) as actual_fact_ids
from judged
