-- id: N01
-- zh: 文字说明中的金额＝表中同一口径的金额
-- en: An amount said in the narrative equals the same amount in the tables.
-- roles: narrative + summary; narrative + revenue; narrative + expenditure; narrative + appropriation_summary; narrative + general_public; narrative + basic; narrative + three_public; narrative + procurement; narrative + fixed_asset
-- severity: error from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): the narrative explains the tables. One quantity printed twice.
-- related: N02, N09, N10, N13, N16, X01, X02
-- assumes: Slot by slot: year, stage, budget, category and subject must agree, never "the number stands somewhere". A total fits with or without what was carried over or is left; of several tables the one that agrees counts. A subject said without its budget may be of any. Where the amount of a named budget fits another one's column, or money carried over can explain the difference, or no table of a final account prints the total with what is left, and for assets and for years before the document's own, a break is a warning; a difference of one unit of the last digit is info. A sentence that gives one slot several amounts lists parts of it and is not judged. Operating expenses are left to N09, goals to N10.
with compared as (
    select
        said.*,
        said_in_table.form as table_form,
        said_in_table.amount_yuan as table_yuan,
        said_in_table.low_yuan as table_low,
        said_in_table.high_yuan as table_high,
        said_in_table.fact_ids,
        said_in_table.meets,
        said_in_table.is_near,
        said_in_parts.node is not null as is_in_parts,
        said_in_table.is_unread,
        said_in_table.fits_lookalike,
        -- a total with what is left over, where no table prints one
        said_in_table.likeness = 1
        and said.stage = 'final'
        and said.slot in ('total_revenue', 'total_expenditure', 'grand_total') as is_without_rest,
        coalesce(carried.carryover_yuan + carried.unspent_yuan, 0) as carried_yuan
    from said
    left join said_in_table on said_in_table.statement_id = said.statement_id
    left join said_in_parts
        on said_in_parts.document_id = said.document_id
        and said_in_parts.sentence_no = said.sentence_no
        and said_in_parts.node = said.node
        and said_in_parts.fiscal_year = said.fiscal_year
        and said_in_parts.stage = said.stage
    left join (
        select
            narrative_source.document_id,
            other_money.fiscal_year,
            other_money.stage,
            max(other_money.carryover_yuan) as carryover_yuan,
            max(other_money.unspent_yuan) as unspent_yuan
        from other_money
        join narrative_source on narrative_source.source_document_id = other_money.document_id
        group by all
    ) as carried
        on carried.document_id = said.document_id
        and carried.fiscal_year = said.fiscal_year
        and carried.stage = said.stage
    where said.statement_measure in ('amount', 'prior', 'count')
        and said.slot in (
            'total_revenue', 'total_expenditure', 'grand_total', 'revenue', 'expenditure', 'carryover', 'carry_forward',
            'three_public', 'procurement', 'purchased_service', 'fixed_asset', 'asset_total', 'vehicle_count'
        )
        and said.number is not null
)
select
    document_id,
    table_form as form,
    node || ' / ' || statement_measure || place_name as key,
    'eq' as relation,
    table_yuan as expected_yuan,
    table_low as expected_low_yuan,
    table_high as expected_high_yuan,
    number as actual_yuan,
    number_low as actual_low_yuan,
    number_high as actual_high_yuan,
    1 as addends,
    fact_ids as expected_fact_ids,
    [statement_id] as actual_fact_ids,
    case
        when table_yuan is null then 'side_missing'
        when is_in_parts then 'several_amounts_in_a_sentence'
    end as not_evaluable_reason,
    case when amount_yuan is null then 'count' else 'yuan' end as value_unit,
    case
        when is_near then 'info'
        when fits_lookalike
            or is_unread
            or is_without_rest
            or statement_measure = 'prior'
            or slot in ('fixed_asset', 'asset_total', 'vehicle_count', 'purchased_service')
            or fiscal_year <> document_year
            or (subject <> '' and abs(amount_yuan - table_yuan) <= carried_yuan)
            then 'warning'
    end as weakened_to,
    '文字说明中的' || label_zh || '与表中同一项目不一致'
    || case when fits_lookalike then '；它与另一预算口径的表中数相符，可能是口径不同' else '' end
    || '。' as note_zh,
    'The narrative and the tables disagree on one quantity (' || label_en || ')'
    || case when fits_lookalike then '; it fits the column of another budget, so the scope may differ' else '' end
    || '.' as note_en
from compared
