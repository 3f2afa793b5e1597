-- Breaks that one cited amount alone would settle, were it printed otherwise, and no other amount of the document would.

create or replace temp table misprint as
with only_suspect as (
    select
        document_id,
        fault_no,
        any_value(fact_id) as fact_id,
        any_value(needed_low_yuan) as needed_low_yuan,
        any_value(needed_high_yuan) as needed_high_yuan
    from check_suspect
    group by document_id, fault_no
    having count(*) = 1
),
cited as (
    select
        place.*,
        count(*) over (partition by place.finding_id, place.side) as cells,
        -- what would make the two sides equal
        place.amount_yuan + case when place.side = 'actual' then -found.difference else found.difference end as needed_yuan,
        found.document_id
    from place
    join found on found.finding_id = place.finding_id
    where found.is_break and found.value_unit = 'yuan'
),
-- An amount may be the misprint of another break, which it would settle by another value.
named as (
    select cited.*
    from cited
    join only_suspect on only_suspect.document_id = cited.document_id and only_suspect.fact_id = cited.evidence_id
    where cited.needed_yuan between only_suspect.needed_low_yuan and only_suspect.needed_high_yuan
        -- money is hardly ever printed below zero: rather more than one amount is wrong, or one is missing
        and (cited.needed_yuan >= 0 or cited.amount_yuan < 0)
)
select
    finding_id,
    -- A side of one amount has just been named, the actual one first.
    any_value(
        case
            when cells > 1 then place_zh || '的 ' || printed
            when side = 'actual' then '前者'
            else '后者'
        end
    ) as culprit_zh,
    any_value(
        case
            when cells > 1 then place_en || ', which prints ' || printed || ' and'
            when side = 'actual' then 'the former, which'
            else 'the latter, which'
        end
    ) as culprit_en,
    any_value(in_unit(needed_yuan::decimal(20, 2), 'yuan', printed_scale, null)) as needed
from named
group by finding_id
having count(distinct evidence_id) = 1;
