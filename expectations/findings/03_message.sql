-- Each finding in plain words: what should hold, both sides with the place where they are printed, and the difference.

create or replace temp macro scale_factor(scale) as
    case scale when '元' then 1.0000 when '千元' then 0.0010 when '万元' then 0.0001 else 0.00000001 end;

-- An amount in the scale of its form, with at least two decimals and without needless zeros.
create or replace temp macro in_scale(yuan, scale) as
    regexp_replace(((yuan * scale_factor(scale))::decimal(30, 8))::varchar, '(\.[0-9]{2}[0-9]*?)0+$', '\1')
    || ' ' || scale;

create or replace temp table spoken_side as
with cited as (
    select finding_id, 'expected' as side, unnest(expected_fact_ids) as fact_id from found
    union all
    select finding_id, 'actual', unnest(actual_fact_ids) from found
),
cell as (
    select document_id, fact_id, form, form_no, page, table_no, row_no, column_no, row_label, printed_text, printed_scale
    from fact_expenditure
    semi join cited on cited.fact_id = fact_expenditure.fact_id
    union all
    select document_id, fact_id, form, form_no, page, table_no, row_no, column_no, row_label, printed_text, printed_scale
    from fact_revenue
    semi join cited on cited.fact_id = fact_revenue.fact_id
),
placed as (
    select
        cited.finding_id,
        cited.side,
        cell.*,
        coalesce(document_form.title, cell.form) as title,
        regexp_replace(coalesce(cell.row_label, ''), '\s+', '', 'g') as label,
        -- text has no pages: its amounts are found by the line
        document.pages is null as is_by_line,
        row_number() over (
            partition by cited.finding_id, cited.side
            order by cell.page, cell.table_no, cell.row_no, cell.column_no, cell.fact_id
        ) as place_no
    from cited
    join cell on cell.fact_id = cited.fact_id
    join document on document.document_id = cell.document_id
    left join document_form
        on document_form.document_id = cell.document_id and document_form.form_no = cell.form_no
)
select
    finding_id,
    side,
    count(*) as cells,
    any_value(printed_scale) as scale,
    arg_min('第' || page || case when is_by_line then '行' else '页' end || '《' || title || '》', place_no) as place_zh,
    arg_min(case when is_by_line then 'line ' else 'page ' end || page || ', ' || title, place_no) as place_en,
    arg_min(label, place_no) as label,
    string_agg(
        case
            when place_no <= 6 then printed_text
            when place_no = 7 then '…'
        end,
        ' + ' order by place_no
    ) as printed_texts
from placed
group by finding_id, side;

create or replace temp table spoken as
select
    found.finding_id,
    case when sides.is_zero_expected then '空白（按零计）'
        when expected.cells = 1 and found.addends <= 1
            then expected.place_zh || '“' || expected.label || '”为 ' || in_scale(found.expected_yuan, sides.scale)
        else expected.place_zh || '“' || expected.label || '”等 ' || expected.cells || ' 项之和为 '
            || in_scale(found.expected_yuan, sides.scale) || '（' || expected.printed_texts || '）'
    end as expected_zh,
    case when sides.is_zero_expected then 'nothing (read as zero)'
        when expected.cells = 1 and found.addends <= 1
            then expected.place_en || ', row "' || expected.label || '" prints ' || in_scale(found.expected_yuan, sides.scale)
        else 'the ' || expected.cells || ' amounts from ' || expected.place_en || ', row "' || expected.label || '" on add up to '
            || in_scale(found.expected_yuan, sides.scale) || ' (' || expected.printed_texts || ')'
    end as expected_en,
    case when sides.is_zero_actual then '空白（按零计）'
        else actual.place_zh || '“' || actual.label || '”为 ' || in_scale(found.actual_yuan, sides.scale)
            || case when actual.cells > 1 then '（' || actual.printed_texts || '）' else '' end
    end as actual_zh,
    case when sides.is_zero_actual then 'nothing (read as zero)'
        else actual.place_en || ', row "' || actual.label || '" prints ' || in_scale(found.actual_yuan, sides.scale)
            || case when actual.cells > 1 then ' (' || actual.printed_texts || ')' else '' end
    end as actual_en,
    in_scale(found.difference_yuan, sides.scale) as difference
from found
left join spoken_side as expected on expected.finding_id = found.finding_id and expected.side = 'expected'
left join spoken_side as actual on actual.finding_id = found.finding_id and actual.side = 'actual'
cross join lateral (
    select
        coalesce(actual.scale, expected.scale, '元') as scale,
        expected.finding_id is null as is_zero_expected,
        actual.finding_id is null as is_zero_actual
) as sides;

insert into check_finding by name
select
    found.finding_id,
    found.identity_id,
    found.severity,
    found.document_id,
    found.form,
    found.key,
    identity.zh || '。' || found.key || '：' || spoken.actual_zh || '；'
    || case when found.relation = 'le' then '不应少于 ' else '应等于 ' end || spoken.expected_zh
    || '；相差 ' || spoken.difference || '。'
    || case found.state
        when 'rounding' then '差额在四舍五入范围之内，可能为取整误差。'
        when 'truncation' then '若各数是截去尾数而非四舍五入，两者相符。'
        else '任何取整都不能使两者同时成立；仅凭文件不能判断哪一处有误。'
    end
    || case when found.comparisons > 1 then '同一原因涉及 ' || found.comparisons || ' 处比较。' else '' end as message_zh,
    identity.en || ' ' || found.key || ': ' || spoken.actual_en
    || case when found.relation = 'le' then ', which should be at least what the other side shows: ' else ', but ' end
    || spoken.expected_en || '; difference ' || spoken.difference || '. '
    || case found.state
        when 'rounding' then 'Rounding can explain it.'
        when 'truncation' then 'It agrees if the amounts were cut off instead of rounded.'
        else 'No rounding makes both true; the document alone does not show which one is wrong.'
    end
    || case when found.comparisons > 1 then ' ' || found.comparisons || ' comparisons share this cause.' else '' end
        as message_en,
    found.difference_yuan,
    found.root_finding_id,
    found.comparisons,
    case when accepted_finding.finding_id is null then 'open' else 'accepted' end as status,
    coalesce(earlier_finding.first_seen_on, $today) as first_seen_on,
    $today as last_seen_on
from found
join identity on identity.identity_id = found.identity_id
join spoken on spoken.finding_id = found.finding_id
left join accepted_finding on accepted_finding.finding_id = found.finding_id
left join earlier_finding on earlier_finding.finding_id = found.finding_id;

-- Entries that accept a break which is not there: the rule, the reading or the document has changed.
insert into check_finding by name
select
    left(md5(concat_ws('|', document.document_id, accepted_break.identity_id, 'unused', accepted_break.key)), 16) as finding_id,
    accepted_break.identity_id,
    'warning' as severity,
    document.document_id,
    null as form,
    accepted_break.key,
    'accepted.toml 第 ' || accepted_break.entry_no || ' 条（' || accepted_break.identity_id || '，' || accepted_break.key
    || '）在该文件中已没有对应的发现，请删除或更正。' as message_zh,
    'Entry ' || accepted_break.entry_no || ' of accepted.toml (' || accepted_break.identity_id || ', ' || accepted_break.key
    || ') fits no finding of this document any more; remove or correct it.' as message_en,
    null as difference_yuan,
    left(md5(concat_ws('|', document.document_id, accepted_break.identity_id, 'unused', accepted_break.key)), 16)
        as root_finding_id,
    0 as comparisons,
    'open' as status,
    coalesce(earlier_finding.first_seen_on, $today) as first_seen_on,
    $today as last_seen_on
from accepted_break
join document on starts_with(document.document_id, accepted_break.document) and document.status = 'loaded'
left join earlier_finding
    on earlier_finding.finding_id
    = left(md5(concat_ws('|', document.document_id, accepted_break.identity_id, 'unused', accepted_break.key)), 16)
where accepted_break.entry_no not in (select entry_no from accepted_finding);
