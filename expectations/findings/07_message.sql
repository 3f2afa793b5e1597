-- Each finding in plain words: what should hold, what the comparison found, both sides with their places, and the difference.

insert into check_finding by name
select
    found.finding_id,
    found.identity_id,
    found.severity,
    found.document_id,
    found.form,
    found.key,
    identity.zh || '。'
    || coalesce(rtrim(found.told_zh, '。') || '。', '')
    || case
        when found.is_told
            then coalesce(
                '见' || nullif(
                    concat_ws(
                        '；',
                        case when spoken.is_actual_printed then spoken.actual_zh end,
                        case when spoken.is_expected_printed then spoken.expected_zh end
                    ),
                    ''
                ) || '。',
                ''
            )
        else spoken.actual_zh
            || case when found.relation = 'le' then '；它不应少于：' else '；它应等于：' end || spoken.expected_zh
            || '；相差 ' || spoken.difference_zh || '。'
    end
    || case
        when found.state = 'rounding' then '差额在四舍五入范围之内，可能为取整误差。'
        when found.state = 'truncation' then '若各数是截去尾数而非四舍五入，两者相符。'
        -- an info with a note is a hint, not a contradiction
        when found.severity = 'info' and found.told_zh is not null then ''
        when misprint.finding_id is not null
            then '任何取整都不能使两者同时成立。若只有一处误印，只能是' || misprint.culprit_zh || '，应为 ' || misprint.needed || '。'
        when found.value_unit <> 'count' and not found.is_told then '任何取整都不能使两者同时成立；仅凭文件不能判断哪一处有误。'
        when spoken.is_expected_printed and spoken.is_actual_printed then '仅凭文件不能判断哪一处有误。'
        else ''
    end
    || case when found.is_scanned and found.severity <> 'info' then '有数取自扫描页，由 OCR 识读，可能读错，请先对照原页。' else '' end
    || case
        when found.comparisons = 1 then ''
        when found.is_break then '同一原因涉及 ' || found.comparisons || ' 处比较。'
        else '该文件共有 ' || found.comparisons || ' 处比较如此。'
    end as message_zh,
    identity.en
    || coalesce(' ' || rtrim(found.told_en, '.') || '.', '')
    || case
        when found.is_told
            then coalesce(
                ' See ' || nullif(
                    concat_ws(
                        '; ',
                        case when spoken.is_actual_printed then spoken.actual_en end,
                        case when spoken.is_expected_printed then spoken.expected_en end
                    ),
                    ''
                ) || '.',
                ''
            )
        else ' Here ' || spoken.actual_en
            || case when found.relation = 'le' then ', less than this: ' else ', but ' end
            || spoken.expected_en || '; difference ' || spoken.difference_en || '.'
    end
    || case
        when found.state = 'rounding' then ' Rounding can explain it.'
        when found.state = 'truncation' then ' It agrees if the amounts were cut off instead of rounded.'
        when found.severity = 'info' and found.told_en is not null then ''
        when misprint.finding_id is not null
            then ' No rounding makes both true. If a single misprint is the cause, it is ' || misprint.culprit_en
                || ' should print ' || misprint.needed || '.'
        when found.value_unit <> 'count' and not found.is_told
            then ' No rounding makes both true; the document alone does not show which one is wrong.'
        when spoken.is_expected_printed and spoken.is_actual_printed
            then ' The document alone does not show which one is wrong.'
        else ''
    end
    || case
        when found.is_scanned and found.severity <> 'info'
            then ' It rests on a scanned page that OCR has read and may have misread: look at the page first.'
        else ''
    end
    || case
        when found.comparisons = 1 then ''
        when found.is_break then ' ' || found.comparisons || ' comparisons share this cause.'
        else ' ' || found.comparisons || ' comparisons of the document are like this.'
    end as message_en,
    case when found.value_unit = 'yuan' and not found.is_told then found.difference end as difference_yuan,
    found.root_finding_id,
    found.comparisons,
    case when accepted_finding.finding_id is null then 'open' else 'accepted' end as status,
    coalesce(earlier_finding.first_seen_on, $today) as first_seen_on,
    $today as last_seen_on
from found
join identity on identity.identity_id = found.identity_id
join spoken on spoken.finding_id = found.finding_id
left join misprint on misprint.finding_id = found.finding_id
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
join checked_document as document on starts_with(document.document_id, accepted_break.document)
left join earlier_finding
    on earlier_finding.finding_id
    = left(md5(concat_ws('|', document.document_id, accepted_break.identity_id, 'unused', accepted_break.key)), 16)
where accepted_break.entry_no not in (select entry_no from accepted_finding);
