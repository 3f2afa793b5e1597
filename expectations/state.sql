-- What became of the comparisons that one identity made (comparison_made), by interval arithmetic.
--
-- exact       both sides are equal as printed (le: the one is at most the other)
-- rounding    the intervals that the printed numbers stand for meet; their ends belong to them
-- truncation  they meet only if the numbers were cut off, not rounded
-- mismatch    no true amounts fit both sides
-- not_evaluable  a side is missing; or the sides differ and the identity names something that excuses it
-- A number that was cut off lies at the end of its interval that is nearer to zero: [v, v + step), (v - step, v] below zero.
create or replace temp macro cut_low(yuan, step) as case when yuan > 0 then yuan else yuan - step end;

create or replace temp macro cut_high(yuan, step) as case when yuan < 0 then yuan else yuan + step end;

create or replace temp macro meets_cut(relation, expected, expected_step, actual, actual_step) as
    case
        when relation = 'le' then cut_low(expected, expected_step) < cut_high(actual, actual_step)
        else greatest(cut_low(expected, expected_step), cut_low(actual, actual_step))
            < least(cut_high(expected, expected_step), cut_high(actual, actual_step))
            -- a side without digits to cut is one point; it may be the closed end of the other
            or (expected_step = 0 and actual = expected)
            or (expected_step = 0 and cut_low(actual, actual_step) < expected and expected < cut_high(actual, actual_step))
            or (actual_step = 0 and cut_low(expected, expected_step) < actual and actual < cut_high(expected, expected_step))
    end;

-- Nearly all comparisons are exact: what is dear to decide stands in the last branches, which see only what is left.
insert into check_comparison by name
with judged as (
    select
        *,
        case
            when expected_yuan is null or actual_yuan is null then 'not_evaluable'
            when case when relation = 'le' then expected_yuan <= actual_yuan else expected_yuan = actual_yuan end then 'exact'
            when expected_low_yuan <= actual_high_yuan and (relation = 'le' or actual_low_yuan <= expected_high_yuan)
                then 'rounding'
            when not_evaluable_reason is not null then 'not_evaluable'
            when meets_cut(
                relation,
                expected_yuan, expected_high_yuan - expected_low_yuan,
                actual_yuan, actual_high_yuan - actual_low_yuan
            ) then 'truncation'
            else 'mismatch'
        end as state
    from comparison_made
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
