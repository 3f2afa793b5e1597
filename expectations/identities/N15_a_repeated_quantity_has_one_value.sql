-- id: N15
-- zh: 同一指标在文字中多次出现，数值应一致
-- en: A quantity that the narrative says more than once has one value.
-- roles: narrative
-- severity: error from 2024-01-01
-- basis: One quantity said twice.
-- related: N01, N14
-- assumes: One quantity has one slot, budget, category, subject, year, stage and measure. Amounts that each agree with a table, with or without what was carried over or of another budget, agree. Against the amount said first; amounts of one sentence, or that add up to the table, are parts. A break across sections, where the text may speak of another scope, or which no table knows, is a warning: where a table says which is wrong, N01 does. Two amounts that differ by money carried over, as said or printed, are not evaluable: one of them may include it. Counts are left to N14.
with stated as (
    select
        said.*,
        said.document_id in (
            select narrative_source.document_id
            from narrative_source
            join slot_amount on slot_amount.document_id = narrative_source.source_document_id
        ) as has_tables,
        coalesce(said_in_table.meets or said_in_table.fits_lookalike, false) as fits_table
    from said
    left join said_in_table on said_in_table.statement_id = said.statement_id
    anti join said_in_parts
        on said_in_parts.document_id = said.document_id
        and said_in_parts.sentence_no = said.sentence_no
        and said_in_parts.node = said.node
        and said_in_parts.fiscal_year = said.fiscal_year
        and said_in_parts.stage = said.stage
    where said.statement_measure in ('amount', 'prior')
        and said.amount_yuan is not null
        and said.slot is not null
        and said.slot not in ('performance_amount', 'overall_performance', 'fixed_asset')
        and said.project_kind is null
        and (said.slot <> 'procurement' or said.category in ('total', 'goods', 'works', 'services'))
),
carried as (
    select document_id, low_yuan, high_yuan
    from said
    where slot in ('carryover', 'carry_forward') and amount_yuan > 0
    union all
    select narrative_source.document_id, slot_amount.low_yuan, slot_amount.high_yuan
    from slot_amount
    join narrative_source on narrative_source.source_document_id = slot_amount.document_id
    where slot_amount.slot in ('carryover', 'carry_forward') and slot_amount.amount_yuan > 0
),
pair as (
    select
        later.*,
        first_value(struct_pack(
            statement_id := later.statement_id, amount_yuan := later.amount_yuan, low_yuan := later.low_yuan,
            high_yuan := later.high_yuan, fits_table := later.fits_table, section := later.section,
            statement_no := later.statement_no, sentence_no := later.sentence_no
        )) over (
            partition by
                later.document_id, later.node, later.unit_id, later.fiscal_year, later.stage,
                -- 收入 may hold what was carried over, 本年收入 does not
                later.funding = 'current_year'
            order by later.statement_no
        ) as first_said
    from stated as later
)
select
    document_id,
    null as form,
    node || ' / repeated' || place_name as key,
    'eq' as relation,
    first_said.amount_yuan as expected_yuan,
    first_said.low_yuan as expected_low_yuan,
    first_said.high_yuan as expected_high_yuan,
    amount_yuan as actual_yuan,
    low_yuan as actual_low_yuan,
    high_yuan as actual_high_yuan,
    1 as addends,
    [first_said.statement_id] as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when fits_table and first_said.fits_table then 'both_fit_tables'
        when amount_yuan <> first_said.amount_yuan and exists (
            select 1
            from carried
            where carried.document_id = pair.document_id
                and carried.low_yuan <= greatest(pair.high_yuan - first_said.low_yuan, first_said.high_yuan - pair.low_yuan)
                and greatest(pair.low_yuan - first_said.high_yuan, first_said.low_yuan - pair.high_yuan) <= carried.high_yuan
        ) then 'carryover_scope'
    end as not_evaluable_reason,
    case
        when is_near(first_said.amount_yuan, first_said.low_yuan, first_said.high_yuan, amount_yuan, low_yuan, high_yuan) then 'info'
        when section is distinct from first_said.section then 'warning'
        when has_tables and not fits_table and not first_said.fits_table then 'warning'
    end as weakened_to,
    '文字说明中的' || label_zh || '前后不一致。' as note_zh,
    'The narrative gives one quantity two values (' || label_en || ').' as note_en
from pair
where statement_no > first_said.statement_no and sentence_no <> first_said.sentence_no
