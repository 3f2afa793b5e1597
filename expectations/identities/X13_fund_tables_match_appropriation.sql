-- id: X13
-- zh: 政府性基金、国有资本经营预算支出表为空 ⇔ 财政拨款收支总表该资金支出为零；不为空则合计相等
-- en: The table of a fund is empty exactly where the appropriation summary shows no expenditure of that fund; otherwise the totals agree.
-- roles: appropriation_summary + government_fund; appropriation_summary + state_capital
-- severity: error from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号): a table without data is published empty and explained.
-- related: A12, X05
-- assumes: An empty table, or one without a total, stands for zero. The summary's fund is its expenditure column or, where the expenditure side has no columns, its revenue row; not printed there although the other funds are, it is zero. Money carried over or forward excuses a difference.
with fund (form) as (
    values ('government_fund'), ('state_capital')
),
fund_table as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        form_instance.form,
        form_instance.fiscal_year,
        form_instance.stage,
        form_instance.instance_label,
        form_instance.has_unread,
        whole_amount.amount_yuan,
        whole_amount.low_yuan,
        whole_amount.high_yuan,
        whole_amount.fact_ids,
        -- rows without a total row say nothing of the total
        whole_amount.form is null and form_instance.instance_no in (select instance_no from printed_row) as lacks_total
    from form_instance
    join fund using (form)
    left join whole_amount
        on whole_amount.instance_no = form_instance.instance_no
        and whole_amount.side = 'expenditure'
        and whole_amount.part = 'total'
        and whole_amount.funding = form_instance.form
        and whole_amount.category = 'total'
        and whole_amount.fiscal_year = form_instance.fiscal_year
        and whole_amount.stage = form_instance.stage
),
summary_column as (
    select
        document_id, scope_unit, fiscal_year, stage, funding, amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where side = 'expenditure'
        and form = 'appropriation_summary'
        and category = 'total'
        and funding in ('general_public', 'government_fund', 'state_capital')
    -- 本年支出合计, else 支出总计
    qualify part = min(part) over (partition by instance_no)
),
summary_row as (
    select
        form_instance.document_id, form_instance.scope_unit, source_line.fiscal_year, source_line.stage,
        source_line.funding, source_line.amount_yuan, source_line.low_yuan, source_line.high_yuan,
        [source_line.fact_id] as fact_ids
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form = 'appropriation_summary'
        and source_line.is_counted
        and source_line.funding in ('general_public', 'government_fund', 'state_capital')
),
summary as (
    select * from summary_column
    union all
    select * from summary_row anti join summary_column using (document_id, scope_unit, fiscal_year, stage)
),
summary_scope as (
    select document_id, scope_unit, fiscal_year, stage from summary group by all
)
select
    document_id,
    fund_table.form,
    'total' || fund_table.instance_label as key,
    'eq' as relation,
    case when summary_scope.document_id is not null then coalesce(summary.amount_yuan, 0) end as expected_yuan,
    case when summary_scope.document_id is not null then coalesce(summary.low_yuan, 0) end as expected_low_yuan,
    case when summary_scope.document_id is not null then coalesce(summary.high_yuan, 0) end as expected_high_yuan,
    case when not fund_table.lacks_total then coalesce(fund_table.amount_yuan, 0) end as actual_yuan,
    case when not fund_table.lacks_total then coalesce(fund_table.low_yuan, 0) end as actual_low_yuan,
    case when not fund_table.lacks_total then coalesce(fund_table.high_yuan, 0) end as actual_high_yuan,
    coalesce(len(summary.fact_ids), 0) as addends,
    summary.fact_ids as expected_fact_ids,
    fund_table.fact_ids as actual_fact_ids,
    case
        when summary_scope.document_id is null or fund_table.lacks_total then 'side_missing'
        when fund_table.has_unread then 'unread_cell'
        when coalesce(other_money.carryover_yuan + other_money.unspent_yuan, 0) > 0 then 'carryover_scope'
    end as not_evaluable_reason
from fund_table
left join summary_scope using (document_id, scope_unit, fiscal_year, stage)
left join summary
    on summary.document_id = fund_table.document_id
    and summary.scope_unit = fund_table.scope_unit
    and summary.fiscal_year = fund_table.fiscal_year
    and summary.stage = fund_table.stage
    and summary.funding = fund_table.form
left join other_money using (document_id, scope_unit, fiscal_year, stage)
