-- id: Y01
-- zh: 文中或表中的上年数＝上年文件的数
-- en: A figure of the year before, said or printed for comparison, is the one that the document of that year published.
-- roles: narrative + earlier_document; three_public + earlier_document; summary + earlier_document
-- severity: warning from 2024-01-01
-- basis: One quantity published twice, a year apart.
-- related: Y02, Y04
-- assumes: Quantities are matched by slot, funding, category and subjects; what the earlier document says in its tables counts before what it says in words. A figure may have been restated when units moved, so that a break is no proof. Where the text gives only the current amount and its change, their difference is compared (info).
with said as (
    select
        document_id, statement_id as said_id, null::varchar as form, fiscal_year, stage,
        slot, funding, category, function_subject_id, economic_subject_id, three_public_subject_id, project_kind,
        amount_yuan, low_yuan, high_yuan, [statement_id] as fact_ids, null::varchar as weakened_to
    from fact_statement
    where statement_measure = 'prior' and slot is not null and amount_yuan is not null
    union all
    select
        current_amount.document_id, change.statement_id, null, current_amount.fiscal_year - 1, current_amount.stage,
        current_amount.slot, current_amount.funding, current_amount.category, current_amount.function_subject_id,
        current_amount.economic_subject_id, current_amount.three_public_subject_id, current_amount.project_kind,
        (
            current_amount.amount_yuan
            - case when change.direction = 'down' then -change.amount_yuan else change.amount_yuan end
        )::decimal(20, 2),
        (
            current_amount.low_yuan
            - case when change.direction = 'down' then -change.low_yuan else change.high_yuan end
        )::decimal(22, 4),
        (
            current_amount.high_yuan
            - case when change.direction = 'down' then -change.high_yuan else change.low_yuan end
        )::decimal(22, 4),
        [current_amount.statement_id, change.statement_id],
        'info'
    from fact_statement as change
    join fact_statement as current_amount on current_amount.statement_id = change.base_statement_id
    join disclosure on disclosure.document_id = change.document_id
    where change.statement_measure = 'change'
        and change.direction in ('up', 'down')
        and change.amount_yuan is not null
        and current_amount.statement_measure = 'amount'
        and current_amount.amount_yuan is not null
        and current_amount.slot is not null
        and current_amount.fiscal_year = disclosure.fiscal_year
        -- a final compares with its budget as often as with the year before
        and disclosure.stage = 'budget'
        and change.base_statement_id not in (
            select base_statement_id from fact_statement where statement_measure = 'prior' and base_statement_id is not null
        )
    union all
    select
        table_figure.document_id, fact_ids[1], 'three_public', table_figure.fiscal_year, table_figure.stage,
        slot, 'total', category, null, null, three_public_subject_id, null,
        amount_yuan, low_yuan, high_yuan, fact_ids, null
    from table_figure
    join disclosure using (document_id)
    where slot = 'three_public' and table_figure.fiscal_year = disclosure.fiscal_year - 1
),
published as (
    select
        document_id, 1 as rank, fiscal_year, stage, slot, null::varchar as funding, category, function_subject_id,
        null::varchar as economic_subject_id, three_public_subject_id, null::varchar as project_kind,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from table_figure
    union all
    select
        document_id, 2, fiscal_year, stage, slot, funding, category, function_subject_id,
        economic_subject_id, three_public_subject_id, project_kind,
        amount_yuan, low_yuan, high_yuan, [statement_id]
    from fact_statement
    where statement_measure = 'amount' and amount_yuan is not null and slot is not null
)
select
    said.document_id,
    said.form,
    concat_ws(
        ' ', said.slot, nullif(said.category, 'total'), split_part(said.function_subject_id, '/', 2),
        split_part(said.economic_subject_id, '/', 2), split_part(said.three_public_subject_id, '/', 2)
    ) || ' / ' || said.funding || ' / ' || said.fiscal_year as key,
    'eq' as relation,
    published.amount_yuan as expected_yuan,
    published.low_yuan as expected_low_yuan,
    published.high_yuan as expected_high_yuan,
    said.amount_yuan as actual_yuan,
    said.low_yuan as actual_low_yuan,
    said.high_yuan as actual_high_yuan,
    len(said.fact_ids)::integer as addends,
    published.fact_ids as expected_fact_ids,
    said.fact_ids as actual_fact_ids,
    null as not_evaluable_reason,
    said.weakened_to,
    '上年数与上年文件公布的数不一致（机构调整、口径变化或重述除外）。' as note_zh,
    'The figure of the year before is not the one that its own document published; units may have moved or figures been restated.'
        as note_en
from said
join document_pair
    on document_pair.document_id = said.document_id
    and document_pair.pair_kind = 'earlier_document'
    and document_pair.other_year = said.fiscal_year
    and document_pair.other_stage = said.stage
join published
    on published.document_id = document_pair.other_document_id
    and published.fiscal_year = said.fiscal_year
    and published.stage = said.stage
    and published.slot = said.slot
    and published.category = said.category
    and published.function_subject_id is not distinct from said.function_subject_id
    and published.economic_subject_id is not distinct from said.economic_subject_id
    and published.three_public_subject_id is not distinct from said.three_public_subject_id
    and published.project_kind is not distinct from said.project_kind
    and (
        published.funding = said.funding
        or (
            published.funding is null
            and (
                said.funding = 'total'
                or (said.slot in ('three_public') and said.funding in ('appropriation', 'general_public'))
                or (said.slot = 'expenditure' and said.function_subject_id is not null and said.funding = 'general_public')
            )
        )
    )
    -- the table by function holds the general public budget only
    and (published.rank = 2 or said.function_subject_id is null or said.funding = 'general_public')
qualify row_number() over (partition by said.said_id order by published.rank, published.fact_ids[1]) = 1
