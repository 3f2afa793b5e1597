-- Each finding in plain words: what should hold, both sides with the place where they are printed, and the difference.

create or replace temp macro scale_factor(scale) as
    case scale when '元' then 1.0000 when '千元' then 0.0010 when '万元' then 0.0001 else 0.00000001 end;

-- An amount in the scale of its form, with at least two decimals and without needless zeros.
create or replace temp macro in_scale(yuan, scale) as
    regexp_replace(((yuan * scale_factor(scale))::decimal(30, 8))::varchar, '(\.[0-9]{2}[0-9]*?)0+$', '\1')
    || ' ' || scale;

-- One side of a finding: where it is printed, and the amounts if there are several.
create or replace temp table spoken_side as
with cited as (
    select finding_id, 'expected' as side, expected_yuan as yuan, unnest(expected_fact_ids) as fact_id from found
    union all
    select finding_id, 'actual', actual_yuan, unnest(actual_fact_ids) from found
),
cell as (
    select
        fact_id, document_id, form, form_no, page, table_no, row_no, column_no, row_label, printed_text, printed_scale,
        nullif(funding, 'total') as funding, nullif(category, 'total') as category
    from fact_expenditure
    semi join cited on cited.fact_id = fact_expenditure.fact_id
    union all
    -- the label of a source's own row names the money already
    select
        fact_id, document_id, form, form_no, page, table_no, row_no, column_no, row_label, printed_text, printed_scale,
        case when line_item in ('total', 'subject', 'unit') then nullif(funding, 'total') end, null
    from fact_revenue
    semi join cited on cited.fact_id = fact_revenue.fact_id
),
placed as (
    select
        cited.finding_id,
        cited.side,
        cited.yuan,
        cell.*,
        coalesce(document_form.title, cell.form) as title,
        regexp_replace(coalesce(cell.row_label, ''), '\s+', '', 'g') as label,
        coalesce(concat_ws('·', funding.name_zh, category.name_zh), '') as column_zh,
        coalesce(concat_ws(', ', funding.name_en, category.name_en), '') as column_en,
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
    left join dim_measure as funding on funding.measure_kind = 'funding' and funding.measure_code = cell.funding
    left join dim_measure as category on category.measure_kind = 'category' and category.measure_code = cell.category
),
gathered as (
    select
        finding_id,
        side,
        any_value(yuan) as yuan,
        any_value(printed_scale) as scale,
        count(*) as cells,
        arg_min(
            '第' || page || case when is_by_line then '行' else '页' end || '《' || title || '》“' || label || '”'
            || case when column_zh = '' then '' else column_zh || '栏' end,
            place_no
        ) as place_zh,
        arg_min(
            case when is_by_line then 'line ' else 'page ' end || page || ', "' || title || '", row "' || label || '"'
            || case when column_en = '' then '' else ', column "' || column_en || '"' end,
            place_no
        ) as place_en,
        string_agg(
            case
                when place_no <= 6 then printed_text
                when place_no = 7 then '…'
            end,
            ' + ' order by place_no
        ) as printed_texts
    from placed
    group by finding_id, side
)
select
    finding_id,
    side,
    scale,
    place_zh
    || case when cells = 1 then '为 ' || in_scale(yuan, scale)
        else '等 ' || cells || ' 项之和为 ' || in_scale(yuan, scale) || '（' || printed_texts || '）'
    end as zh,
    case when cells = 1 then place_en || ' prints ' || in_scale(yuan, scale)
        else cells || ' amounts from ' || place_en || ' on add up to ' || in_scale(yuan, scale) || ' (' || printed_texts || ')'
    end as en
from gathered;

create or replace temp table spoken as
select
    found.finding_id,
    coalesce(expected.zh, '空白（按零计）') as expected_zh,
    coalesce(expected.en, 'nothing is printed there (read as zero)') as expected_en,
    coalesce(actual.zh, '空白（按零计）') as actual_zh,
    coalesce(actual.en, 'nothing is printed there (read as zero)') as actual_en,
    in_scale(found.difference_yuan, coalesce(actual.scale, expected.scale, '元')) as difference
from found
left join spoken_side as expected on expected.finding_id = found.finding_id and expected.side = 'expected'
left join spoken_side as actual on actual.finding_id = found.finding_id and actual.side = 'actual';

insert into check_finding by name
select
    found.finding_id,
    found.identity_id,
    found.severity,
    found.document_id,
    found.form,
    found.key,
    -- the sides of a count are no sums of money: its note says what was found
    identity.zh || '。' || case when found.value_unit = 'count' then found.note_zh else spoken.actual_zh
    || case when found.relation = 'le' then '；它不应少于：' else '；它应等于：' end || spoken.expected_zh
    || '；相差 ' || spoken.difference || '。'
    || case found.state
        when 'rounding' then '差额在四舍五入范围之内，可能为取整误差。'
        when 'truncation' then '若各数是截去尾数而非四舍五入，两者相符。'
        else '任何取整都不能使两者同时成立；仅凭文件不能判断哪一处有误。'
    end end
    || case when found.comparisons > 1 then '同一原因涉及 ' || found.comparisons || ' 处比较。' else '' end as message_zh,
    identity.en || case when found.value_unit = 'count' then ' ' || found.note_en else ' Here ' || spoken.actual_en
    || case when found.relation = 'le' then ', less than this: ' else ', but ' end
    || spoken.expected_en || '; difference ' || spoken.difference || '. '
    || case found.state
        when 'rounding' then 'Rounding can explain it.'
        when 'truncation' then 'It agrees if the amounts were cut off instead of rounded.'
        else 'No rounding makes both true; the document alone does not show which one is wrong.'
    end end
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
