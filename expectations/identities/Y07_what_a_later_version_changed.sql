-- id: Y07
-- zh: 重新公开的文件与其替代的文件一致
-- en: A document that was published again prints what the one it replaces printed.
-- roles: earlier_version
-- severity: info from 2024-01-01
-- basis: A correction is lawful; a reader of the first version must learn of it.
-- related: Y01
-- assumes: Amounts are matched by form, row, subjects, funding, category, year and stage; those that only one version prints count as changed, unless either version could not be read whole. One finding a document.
with of_a_pair as (
    select document_id from document_pair where pair_kind = 'earlier_version'
    union
    select other_document_id from document_pair where pair_kind = 'earlier_version'
),
amount as (
    select
        document_id, form, fiscal_year, stage, line_item, row_label,
        concat_ws(
            '/', function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
        ) as subjects,
        funding, category, amount_yuan, fact_id
    from fact_expenditure
    where amount_kind = 'amount' and amount_yuan <> 0
    union all
    select
        document_id, form, fiscal_year, stage, line_item, row_label, coalesce(function_subject_id, ''),
        funding, 'revenue', amount_yuan, fact_id
    from fact_revenue
    where amount_kind = 'amount' and amount_yuan <> 0
),
printed as (
    select
        document_id, form, fiscal_year, stage, line_item, subjects, funding, category,
        case when subjects = '' then regexp_replace(coalesce(row_label, ''), '\s', '', 'g') else '' end as label,
        list_sort(list(amount_yuan)) as amounts,
        min(fact_id) as fact_id
    from amount
    semi join of_a_pair using (document_id)
    group by all
),
unread_document as (
    select document_id from document_form where issue_cells > 0
    union
    select document_id
    from document_issue
    where code in ('ragged_row', 'unrecognised_table', 'no_text_but_image', 'read_by_ocr', 'text_under_image')
),
pair as (
    select
        document_id,
        other_document_id,
        document_id in (select document_id from unread_document)
        or other_document_id in (select document_id from unread_document) as is_unread
    from document_pair
    where pair_kind = 'earlier_version'
),
later as (
    select pair.document_id as pair_id, printed.* exclude (document_id)
    from pair
    join printed using (document_id)
),
earlier as (
    select pair.document_id as pair_id, printed.* exclude (document_id)
    from pair
    join printed on printed.document_id = pair.other_document_id
),
compared as (
    select
        pair_id,
        form,
        earlier.fact_id as earlier_id,
        later.fact_id as later_id,
        later.amounts is distinct from earlier.amounts as is_changed
    from later
    full join earlier using (pair_id, form, fiscal_year, stage, line_item, subjects, funding, category, label)
    join pair on pair.document_id = pair_id
    where not pair.is_unread or coalesce(len(later.amounts) = len(earlier.amounts), false)
),
changed as (
    select
        pair_id,
        count(*) as amounts,
        count(*) filter (is_changed) as changes,
        list_slice(list_sort(list(earlier_id) filter (is_changed and earlier_id is not null)), 1, 20) as earlier_ids,
        list_slice(list_sort(list(later_id) filter (is_changed and later_id is not null)), 1, 20) as later_ids,
        string_agg(distinct form, ', ' order by form) filter (is_changed) as forms
    from compared
    group by pair_id
)
select
    pair_id as document_id,
    null as form,
    'changes' as key,
    'eq' as relation,
    0.00 as expected_yuan,
    0.0000 as expected_low_yuan,
    0.0000 as expected_high_yuan,
    changes::decimal(20, 2) as actual_yuan,
    changes::decimal(22, 4) as actual_low_yuan,
    changes::decimal(22, 4) as actual_high_yuan,
    amounts::integer as addends,
    coalesce(earlier_ids, []) as expected_fact_ids,
    coalesce(later_ids, []) as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    '重新公开的文件改动了 ' || changes || ' 处金额（' || forms || '）。' as note_zh,
    'The later version changed ' || changes || ' amounts (' || forms || ').' as note_en
from changed
