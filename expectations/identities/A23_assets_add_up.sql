-- id: A23
-- zh: 国有资产占用表：资产总额＝房屋＋车辆＋设备＋其他，房屋、车辆＝各用途之和；文字说明：车辆实有数＝各用途车辆之和
-- en: In the table of assets, the total equals its kinds, buildings and vehicles the sum of their uses; in the narrative, vehicles equal the sum of their uses.
-- roles: fixed_asset; narrative
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts; so does the sentence that counts vehicles.
-- related: X17
-- assumes: Kinds (uses) that end in one for all others are a full list; any other list is at most its total. A blank kind is zero. Kinds of fixed assets are parts of 固定资产 where that is printed. A form of which a cell is unread proves nothing.
with kind (whole_kind, part_kind) as (
    values
        ('total', 'fixed_asset'), ('total', 'current_asset'), ('total', 'investment'), ('total', 'construction'),
        ('total', 'intangible_asset'), ('total', 'public_infrastructure'), ('total', 'land'), ('total', 'other_asset'),
        ('fixed_asset', 'building'), ('fixed_asset', 'vehicle'), ('fixed_asset', 'equipment'),
        ('fixed_asset', 'special_equipment'), ('fixed_asset', 'general_equipment'), ('fixed_asset', 'furniture'),
        ('fixed_asset', 'books'), ('fixed_asset', 'cultural_relic'), ('fixed_asset', 'other_fixed_asset'),
        ('building', 'office_building'), ('building', 'business_building'), ('building', 'other_building'),
        ('vehicle', 'leader_vehicle'), ('vehicle', 'secret_vehicle'), ('vehicle', 'emergency_vehicle'),
        ('vehicle', 'enforcement_vehicle'), ('vehicle', 'special_vehicle'), ('vehicle', 'retiree_vehicle'),
        ('vehicle', 'other_vehicle')
),
number as (
    select
        document_id, form, form_no, asset_kind, as_of, column_no, fact_id,
        'yuan' as value_unit, amount_yuan as value, low_yuan as low, high_yuan as high
    from fact_asset
    where amount_yuan is not null
    union all
    select document_id, form, form_no, asset_kind, as_of, column_no, fact_id, 'count', quantity, quantity, quantity
    from fact_asset
    where quantity is not null
        and (asset_kind in ('building', 'vehicle') or asset_kind like '%\_building' escape '\' or asset_kind like '%\_vehicle' escape '\')
),
-- a kind that is printed twice (原值, 净值) is read column by column
asset as (
    select
        form_instance.instance_no,
        form_instance.instance_label,
        form_instance.has_unread,
        number.*,
        case
            when count(*) over same_measure > count(distinct number.asset_kind) over same_measure then number.column_no
            else 0
        end as column_key
    from number
    join form_instance
        on form_instance.document_id = number.document_id
        and form_instance.form_no = number.form_no
        and form_instance.form = number.form
    window same_measure as (partition by form_instance.instance_no, number.as_of, number.value_unit)
),
fixed as (
    select instance_no, as_of, value_unit, column_key from asset where asset_kind = 'fixed_asset' group by all
),
kind_sum as (
    select
        whole.fact_id as whole_fact_id,
        whole.value_unit,
        sum(part.value) as value,
        sum(part.low) as low,
        sum(part.high) as high,
        count(*) as addends,
        count(*) > count(distinct part.asset_kind) as is_repeated,
        bool_or(starts_with(part.asset_kind, 'other')) as is_complete,
        list_sort(list(part.fact_id)) as fact_ids
    from asset as whole
    join asset as part
        on part.instance_no = whole.instance_no
        and part.as_of is not distinct from whole.as_of
        and part.value_unit = whole.value_unit
        and part.column_key = whole.column_key
    join kind
        on kind.part_kind = part.asset_kind
    left join fixed
        on fixed.instance_no = whole.instance_no
        and fixed.as_of is not distinct from whole.as_of
        and fixed.value_unit = whole.value_unit
        and fixed.column_key = whole.column_key
    where kind.whole_kind = whole.asset_kind
        or (whole.asset_kind = 'total' and kind.whole_kind = 'fixed_asset' and fixed.instance_no is null)
    group by whole.fact_id, whole.value_unit
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
    whole.asset_kind || case when whole.value_unit = 'yuan' then '' else ' / quantity' end || whole.instance_label as key,
    case when kind_sum.is_complete then 'eq' else 'le' end as relation,
    kind_sum.value::decimal(22, 2) as expected_yuan,
    kind_sum.low as expected_low_yuan,
    kind_sum.high as expected_high_yuan,
    whole.value::decimal(22, 2) as actual_yuan,
    whole.low as actual_low_yuan,
    whole.high as actual_high_yuan,
    coalesce(kind_sum.addends, 0) as addends,
    kind_sum.fact_ids as expected_fact_ids,
    [whole.fact_id] as actual_fact_ids,
    whole.value_unit,
    case
        when kind_sum.value is null then 'side_missing'
        when kind_sum.is_repeated then 'kind_printed_twice'
        when whole.has_unread then 'unread_cell'
    end as not_evaluable_reason
from asset as whole
left join kind_sum on kind_sum.whole_fact_id = whole.fact_id and kind_sum.value_unit = whole.value_unit
where whole.asset_kind in ('total', 'fixed_asset', 'building', 'vehicle')
    and (kind_sum.value is not null or whole.asset_kind = 'total')
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
