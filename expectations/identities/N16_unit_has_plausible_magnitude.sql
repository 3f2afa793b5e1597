-- id: N16
-- zh: 金额单位与量级合理（万元文件中的元，或相差整万倍）
-- en: An amount is printed in a plausible unit: not in yuan where the narrative speaks in ten thousands, nor ten thousand times off.
-- roles: narrative
-- severity: warning from 2024-01-01
-- basis: A narrative keeps to one unit; a slip of the unit moves the amount by its factor.
-- related: N01, N09
-- assumes: One unit prevails where nine of ten amounts are printed in it. An amount in another unit is a break only if no table prints it: where one confirms it there is none, where one contradicts it N01 or N09 says so; one in 亿元 only if it is a hundred times the greatest of the usual unit. Besides, an amount that no table confirms and that fits its table when moved by a factor of 100, 1000, 10000 or 100000000 is a break.
with usual as (
    select document_id, mode(printed_scale) as printed_scale
    from said
    where amount_yuan is not null and printed_scale is not null
    group by document_id
    having count(*) >= 10
),
usual_share as (
    select
        said.document_id,
        usual.printed_scale,
        max(said.amount_yuan) filter (said.printed_scale = usual.printed_scale) as greatest_yuan,
        count(*) filter (said.printed_scale = usual.printed_scale) * 1.0 / count(*) as share
    from said
    join usual on usual.document_id = said.document_id
    where said.amount_yuan is not null and said.printed_scale is not null
    group by said.document_id, usual.printed_scale
),
stated as (
    select
        said.*,
        usual_share.printed_scale as usual_scale,
        said_in_table.amount_yuan as table_yuan,
        said_in_table.low_yuan as table_low,
        said_in_table.high_yuan as table_high,
        said_in_table.fact_ids,
        said_in_table.form,
        coalesce(said_in_table.meets, false) as fits_table,
        -- 3.65亿元 beside amounts in 万元 is only a shorter way to write it
        said.printed_scale = '亿元' and said.amount_yuan <= 100 * usual_share.greatest_yuan as is_short
    from said
    left join usual_share on usual_share.document_id = said.document_id and usual_share.share >= 0.9
    left join said_in_table on said_in_table.statement_id = said.statement_id
    where said.statement_measure = 'amount' and said.amount_yuan > 0 and said.slot is not null
),
moved as (
    select
        stated.*,
        factor.factor
    from stated
    left join (values (100), (1000), (10000), (100000000)) as factor (factor)
        on not stated.fits_table
        and stated.table_yuan > 0
        and (
            (stated.low_yuan * factor.factor <= stated.table_high and stated.table_low <= stated.high_yuan * factor.factor)
            or (stated.table_low * factor.factor <= stated.high_yuan and stated.low_yuan <= stated.table_high * factor.factor)
        )
    qualify row_number() over (partition by stated.statement_id order by factor.factor) = 1
)
select
    document_id,
    form,
    node || ' / unit' || place_name as key,
    'eq' as relation,
    case when factor is not null then table_yuan else scale_yuan(usual_scale) end as expected_yuan,
    case when factor is not null then table_low else scale_yuan(usual_scale) end as expected_low_yuan,
    case when factor is not null then table_high else scale_yuan(usual_scale) end as expected_high_yuan,
    case
        when factor is not null then amount_yuan
        when fits_table or is_short then scale_yuan(usual_scale)
        else scale_yuan(printed_scale)
    end as actual_yuan,
    case
        when factor is not null then low_yuan
        when fits_table or is_short then scale_yuan(usual_scale)
        else scale_yuan(printed_scale)
    end as actual_low_yuan,
    case
        when factor is not null then high_yuan
        when fits_table or is_short then scale_yuan(usual_scale)
        else scale_yuan(printed_scale)
    end as actual_high_yuan,
    1 as addends,
    coalesce(fact_ids, []) as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when factor is null and usual_scale is null then 'no_usual_unit'
        when factor is null and printed_scale <> usual_scale and not fits_table and table_yuan is not null
            then 'a_table_contradicts_it'
    end as not_evaluable_reason,
    case
        when factor is not null then '文字所述' || label_zh || '（' || printed_text || '）与表中数相差 ' || factor || ' 倍，可能是单位有误。'
        else '文字所述' || label_zh || '的单位为' || printed_scale || '，而该文件的文字说明通用' || usual_scale || '。'
    end as note_zh,
    case
        when factor is not null
            then 'The amount (' || label_en || ') is ' || factor || ' times off the table; its unit may be wrong.'
        else 'The amount (' || label_en || ') is printed in ' || printed_scale || ', while the narrative speaks in '
            || usual_scale || '.'
    end as note_en
from moved
where printed_scale is not null
