-- One side of a finding in words: where it is printed, its value, and the numbers if there are several.

create or replace temp table side as
-- What the same words would name again is quoted once.
with quoted as (
    select
        *,
        row_number() over (partition by finding_id, side, is_repeated order by place_no) as quoted_no
    from (
        select
            *,
            row_number() over (partition by finding_id, side, place_zh, printed order by place_no) > 1 as is_repeated
        from place
    )
),
gathered as (
    select
        place.finding_id,
        place.side,
        any_value(place.value) as value,
        any_value(found.value_unit) as value_unit,
        any_value(found.is_told) as is_told,
        coalesce(any_value(place.printed_scale), '元') as scale,
        any_value(place.quantity_unit) as counted,
        count(*) as cells,
        count(*) filter (where not place.is_repeated) as quotes,
        -- What is far apart is named place by place.
        count(*) <= 3 and count(distinct place.container) > 1 as is_scattered,
        bool_or(place.evidence_kind = 'form' and place.is_empty) as is_empty,
        -- one printed number that the identity has gone on reckoning with: twice as much, its share of another
        count(*) = 1
        and any_value(found.value_unit) <> 'count'
        and count(place.amount_yuan) = 1
        and (any_value(found.value_unit) = 'percent' or any_value(place.amount_yuan) <> any_value(place.value)) as is_derived,
        any_value(place.printed) as printed_number,
        bool_and(place.evidence_kind in ('form', 'remark')) as is_wordless,
        any_value(found.value_unit) = 'yuan'
        and count(place.amount_yuan) = count(*)
        and sum(place.amount_yuan) = any_value(place.value) as is_sum,
        arg_min(place.place_zh, place.place_no) as place_zh,
        arg_min(place.place_en, place.place_no) as place_en,
        string_agg(place.place_zh, '、' order by place.place_no) as places_zh,
        string_agg(place.place_en, ' and ' order by place.place_no) as places_en,
        string_agg(
            place.place_zh
            || case
                when place.evidence_kind = 'form' and place.is_empty then '（空表）'
                when place.printed = '' then ''
                else ' ' || place.printed
            end,
            '、' order by place.place_no
        ) filter (where not place.is_repeated and place.quoted_no <= 3) as quoted_zh,
        string_agg(
            place.place_en
            || case
                when place.evidence_kind = 'form' and place.is_empty then ' (empty)'
                when place.printed = '' then ''
                else ': ' || place.printed
            end,
            '; ' order by place.place_no
        ) filter (where not place.is_repeated and place.quoted_no <= 3) as quoted_en,
        list(
            case
                when place.place_no <= 6 then place.printed_text
                when place.place_no = 7 then '…'
            end
            order by place.place_no
        ) as printed
    from quoted as place
    join found on found.finding_id = place.finding_id
    group by place.finding_id, place.side
),
valued as (
    select
        *,
        in_unit(value, value_unit, scale, counted) as value_text,
        array_to_string(printed, ' + ') as sum_text,
        array_to_string(printed, ', ') as list_text
    from gathered
)
select
    finding_id,
    side,
    scale,
    counted,
    case
        when is_empty and cells = 1 and not is_told then place_zh || '为空表'
        when is_told then quoted_zh || case when quotes > 3 then '等 ' || quotes || ' 处' else '' end
        when is_wordless and cells = 1 and value_unit = 'count' then place_zh
        when is_derived then place_zh || '为 ' || printed_number || '，据此为 ' || value_text
        when cells = 1 then place_zh || '为 ' || value_text
        when is_sum and is_scattered then places_zh || '之和为 ' || value_text || '（' || sum_text || '）'
        when is_sum then place_zh || '等 ' || cells || ' 项之和为 ' || value_text || '（' || sum_text || '）'
        when is_scattered then places_zh || '得出 ' || value_text || '（' || list_text || '）'
        else place_zh || '等 ' || cells || ' 处得出 ' || value_text || '（' || list_text || '）'
    end as zh,
    case
        when is_empty and cells = 1 and not is_told then place_en || ' is an empty table'
        when is_told then quoted_en || case when quotes > 3 then ' and ' || quotes - 3 || ' more places' else '' end
        when is_wordless and cells = 1 and value_unit = 'count' then place_en
        when is_derived then place_en || ' prints ' || printed_number || ', which makes ' || value_text
        when cells = 1 then place_en || ' prints ' || value_text
        when is_sum and is_scattered then places_en || ' add up to ' || value_text || ' (' || sum_text || ')'
        when is_sum then cells || ' amounts from ' || place_en || ' on add up to ' || value_text || ' (' || sum_text || ')'
        when is_scattered then places_en || ' give ' || value_text || ' (' || list_text || ')'
        else cells || ' numbers from ' || place_en || ' on give ' || value_text || ' (' || list_text || ')'
    end as en
from valued;

-- A side that cites nothing: a blank, or a value that the identity itself names (100 %).
create or replace temp table spoken as
with sides as (
    select
        found.*,
        expected.finding_id is not null
        and (not found.is_told or expected.zh is distinct from actual.zh) as is_expected_printed,
        actual.finding_id is not null as is_actual_printed,
        expected.zh as printed_expected_zh,
        expected.en as printed_expected_en,
        actual.zh as printed_actual_zh,
        actual.en as printed_actual_en,
        coalesce(actual.scale, expected.scale, '元') as scale,
        coalesce(actual.counted, expected.counted) as counted
    from found
    left join side as expected on expected.finding_id = found.finding_id and expected.side = 'expected'
    left join side as actual on actual.finding_id = found.finding_id and actual.side = 'actual'
)
select
    finding_id,
    is_expected_printed,
    is_actual_printed,
    coalesce(
        printed_expected_zh,
        case when expected_yuan <> 0 then in_unit(expected_yuan, value_unit, scale, counted) else '空白（按零计）' end
    ) as expected_zh,
    coalesce(
        printed_expected_en,
        case
            when expected_yuan <> 0 then in_unit(expected_yuan, value_unit, scale, counted)
            else 'nothing is printed there (read as zero)'
        end
    ) as expected_en,
    coalesce(
        printed_actual_zh,
        case when actual_yuan <> 0 then in_unit(actual_yuan, value_unit, scale, counted) else '空白（按零计）' end
    ) as actual_zh,
    coalesce(
        printed_actual_en,
        case
            when actual_yuan <> 0 then in_unit(actual_yuan, value_unit, scale, counted)
            else 'nothing is printed there (read as zero)'
        end
    ) as actual_en,
    case value_unit
        when 'percent' then difference::decimal(22, 2)::varchar || ' 个百分点'
        else in_unit(difference, value_unit, scale, counted)
    end as difference_zh,
    case value_unit
        when 'percent' then difference::decimal(22, 2)::varchar || ' percentage points'
        else in_unit(difference, value_unit, scale, counted)
    end as difference_en
from sides;
