-- id: N11
-- zh: 文字列举的支出项目在基本支出表中有金额
-- en: Items that the narrative lists under personnel, public or operating expenses have an amount in the table of basic expenditure.
-- roles: narrative + basic; narrative + basic_all; narrative + appropriation_basic; narrative + basic_function
-- severity: warning from 2024-01-01
-- basis: The narrative explains what the table prints; a use that is named and has no money is left over from a template.
-- related: A13, N01
-- assumes: One comparison a list: how many items are listed, and how many of these have money. Only tables that print items (款) of the classes listed are asked. An item that the table prints only with other codes of its class is no break; that the table has items which the text does not list is none either.
with listed as (
    select
        remark.document_id,
        remark.slot,
        remark.remark_id,
        remark.economic_subject_id,
        coalesce(remark."value", remark."text") as item,
        subject_node.code,
        left(subject_node.code, 3) as class_code
    from document_remark as remark
    join document on document.document_id = remark.document_id and document.status = 'loaded'
    join subject_node on subject_node.subject_id = remark.economic_subject_id
    where remark.remark_kind = 'listed_item'
        and remark.slot in ('personnel', 'public', 'operating_expense')
        and length(subject_node.code) >= 5
        and not starts_with(subject_node.code, '?')
),
item_amount as (
    select
        narrative_source.document_id,
        split_part(slot_amount.subject, '/', 2) as code,
        any_value(slot_amount.form) as form,
        max(abs(slot_amount.amount_yuan)) as amount_yuan,
        list_sort(list_distinct(flatten(list(slot_amount.fact_ids)))) as fact_ids
    from slot_amount
    join narrative_source on narrative_source.source_document_id = slot_amount.document_id
    join document on document.document_id = narrative_source.document_id
    where starts_with(slot_amount.subject, 'economic/')
        and slot_amount.fiscal_year = document.fiscal_year
        and slot_amount.stage = document.stage
        and (starts_with(slot_amount.form, 'basic') or starts_with(slot_amount.form, 'appropriation_basic'))
    group by narrative_source.document_id, split_part(slot_amount.subject, '/', 2)
),
-- classes whose items are printed
itemised as (
    select document_id, left(code, 3) as class_code, min(form) as form
    from item_amount
    where length(code) >= 5 and amount_yuan > 0
    group by document_id, left(code, 3)
),
placed as (
    select
        listed.*,
        itemised.form,
        coalesce(item_amount.amount_yuan, 0) > 0 as has_amount,
        item_amount.fact_ids
    from listed
    left join itemised on itemised.document_id = listed.document_id and itemised.class_code = listed.class_code
    left join item_amount on item_amount.document_id = listed.document_id and item_amount.code = left(listed.code, 5)
)
select
    document_id,
    any_value(form) as form,
    slot || ' / listed items' as key,
    'eq' as relation,
    nullif(count(*) filter (form is not null), 0) as expected_yuan,
    nullif(count(*) filter (form is not null), 0) as expected_low_yuan,
    nullif(count(*) filter (form is not null), 0) as expected_high_yuan,
    count(*) filter (form is not null and has_amount) as actual_yuan,
    count(*) filter (form is not null and has_amount) as actual_low_yuan,
    count(*) filter (form is not null and has_amount) as actual_high_yuan,
    count(*) as addends,
    list_sort(list(remark_id) filter (form is not null)) as expected_fact_ids,
    list_sort(list_distinct(flatten(list(fact_ids) filter (form is not null and has_amount)))) as actual_fact_ids,
    case when count(*) filter (form is not null) = 0 then 'side_missing' end as not_evaluable_reason,
    'count' as value_unit,
    '文字列举了表中没有金额的项目：'
    || coalesce(string_agg(distinct item, '、' order by item) filter (form is not null and not has_amount), '') || '。' as note_zh,
    'The narrative lists items without an amount in the table: '
    || coalesce(string_agg(distinct item, ', ' order by item) filter (form is not null and not has_amount), '') || '.' as note_en
from placed
group by document_id, slot
