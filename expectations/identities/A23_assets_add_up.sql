-- id: A23
-- zh: 国有资产占用表：资产总额＝房屋＋车辆＋设备＋其他；办公用房≤房屋；文字说明：车辆实有数＝各用途车辆之和
-- en: In the table of assets, the total equals its kinds and offices are a part of buildings; in the narrative, vehicles equal the sum of their uses.
-- roles: fixed_asset; narrative
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts; so does the sentence that counts vehicles.
-- related: X17
-- assumes: Kinds (uses) that end in one for all others are a full list; any other list is at most its total. A blank kind is zero. A form of which a cell is unread proves nothing.
with asset as (
    select
        form_instance.instance_no,
        form_instance.instance_label,
        form_instance.has_unread,
        fact_asset.*
    from fact_asset
    join form_instance
        on form_instance.document_id = fact_asset.document_id
        and form_instance.form_no = fact_asset.form_no
        and form_instance.form = fact_asset.form
    where fact_asset.amount_yuan is not null
),
kind_sum as (
    select
        instance_no,
        as_of,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        bool_or(starts_with(asset_kind, 'other')) as is_complete,
        list_sort(list(fact_id)) as fact_ids
    from asset
    where asset_kind <> 'total' and row_role = 'item'
    group by instance_no, as_of
),
said as (
    select
        fact_statement.document_id,
        fact_statement.sentence_no,
        fact_statement.category,
        min(fact_statement.quantity) as quantity,
        list_sort(list(fact_statement.statement_id)) as statement_ids
    from fact_statement
    join document on document.document_id = fact_statement.document_id and document.status = 'loaded'
    where fact_statement.slot = 'vehicle_count'
        and fact_statement.statement_measure = 'count'
        and fact_statement.quantity is not null
    group by fact_statement.document_id, fact_statement.sentence_no, fact_statement.category
    having min(fact_statement.quantity) = max(fact_statement.quantity)
),
use_sum as (
    select
        document_id,
        sentence_no,
        sum(quantity) as quantity,
        count(*) as addends,
        bool_or(contains(category, 'other')) as is_complete,
        list_sort(flatten(list(statement_ids))) as statement_ids
    from said
    where category <> 'total'
    group by document_id, sentence_no
)
select
    whole.document_id,
    whole.form,
    'total' || whole.instance_label as key,
    case when kind_sum.is_complete then 'eq' else 'le' end as relation,
    kind_sum.amount_yuan as expected_yuan,
    kind_sum.low_yuan as expected_low_yuan,
    kind_sum.high_yuan as expected_high_yuan,
    whole.amount_yuan as actual_yuan,
    whole.low_yuan as actual_low_yuan,
    whole.high_yuan as actual_high_yuan,
    coalesce(kind_sum.addends, 0) as addends,
    kind_sum.fact_ids as expected_fact_ids,
    [whole.fact_id] as actual_fact_ids,
    'yuan' as value_unit,
    case
        when kind_sum.amount_yuan is null then 'side_missing'
        when whole.has_unread then 'unread_cell'
    end as not_evaluable_reason
from asset as whole
left join kind_sum
    on kind_sum.instance_no = whole.instance_no and kind_sum.as_of is not distinct from whole.as_of
where whole.asset_kind = 'total'
union all
select
    whole.document_id,
    whole.form,
    'building' || whole.instance_label,
    'le',
    part.amount_yuan,
    part.low_yuan,
    part.high_yuan,
    whole.amount_yuan,
    whole.low_yuan,
    whole.high_yuan,
    1,
    [part.fact_id],
    [whole.fact_id],
    'yuan',
    case when whole.has_unread then 'unread_cell' end
from asset as whole
join asset as part
    on part.instance_no = whole.instance_no and part.as_of is not distinct from whole.as_of
where whole.asset_kind = 'building' and part.asset_kind = 'office_building'
union all
select
    said.document_id,
    'narrative',
    'vehicles / sentence ' || said.sentence_no,
    case when use_sum.is_complete then 'eq' else 'le' end,
    use_sum.quantity,
    use_sum.quantity,
    use_sum.quantity,
    said.quantity,
    said.quantity,
    said.quantity,
    coalesce(use_sum.addends, 0),
    use_sum.statement_ids,
    said.statement_ids,
    'count',
    case when use_sum.quantity is null then 'side_missing' end
from said
left join use_sum
    on use_sum.document_id = said.document_id and use_sum.sentence_no = said.sentence_no
where said.category = 'total'
