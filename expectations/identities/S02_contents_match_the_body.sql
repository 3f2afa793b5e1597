-- id: S02
-- zh: 目录所列报表与正文报表一致
-- en: The tables that the contents list are those that the document prints.
-- roles: narrative
-- severity: warning from 2024-01-01
-- basis: A reader finds by the contents what was published.
-- related: S01
-- assumes: Judged over the disclosure. Of the tables printed but not listed only those count that the rules mandate or that carry a number of their own; tables inside the narrative need no entry. A table listed but not found counts less where its form is not among the mandated ones.
with mandated (family) as (
    values
        ('summary'), ('revenue'), ('expenditure'), ('appropriation_summary'), ('general_public'), ('basic'),
        ('three_public'), ('government_fund'), ('state_capital')
),
entry as (
    select
        disclosure.disclosure_id,
        disclosure.document_id,
        document_remark.remark_id,
        document_remark.value,
        case when starts_with(document_remark.form, 'basic') or document_remark.form = 'appropriation_basic' then 'basic'
            else document_remark.form end as family
    from document_remark
    join disclosure using (document_id)
    where document_remark.remark_kind = 'contents_entry' and document_remark.form is not null
),
contents as (
    select disclosure_id, min(document_id) as document_id, count(distinct family) as families
    from entry
    group by disclosure_id
    having count(distinct family) >= 4
),
listed as (
    select
        disclosure_id, document_id, family,
        list(remark_id order by remark_id) as remark_ids,
        any_value(value) as value
    from entry
    group by disclosure_id, document_id, family
),
printed as (
    select
        disclosure_id,
        family,
        list(evidence_id order by evidence_id) as evidence_ids,
        arg_min(title, form_no) as title,
        bool_or(
            regexp_matches(
                coalesce(title, ''),
                '表\s*[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})[)）]?\s*$'
                || '|^(附|公开|预算|部门|单位)*表\s*\d{1,2}[^\d年月日]|^(附|公开|预算|部门|单位)+\s*\d{1,2}\s*表'
                || '|^(附|公开|预算|部门|单位)*表\s*[一二三四五六七八九十]{1,3}[^般]'
            )
        ) as has_number
    from disclosed_form
    group by disclosure_id, family
),
unclear as (
    select disclosure.disclosure_id
    from document_remark
    join disclosure using (document_id)
    where remark_kind = 'contents_entry' and form is null
    group by disclosure.disclosure_id
),
has_forms as (
    select disclosure_id from printed group by disclosure_id
),
alike as (
    select listed.disclosure_id, listed.family as listed_family, printed.family as printed_family
    from listed
    join printed on printed.disclosure_id = listed.disclosure_id
    where starts_with(printed.family, listed.family) or starts_with(listed.family, printed.family)
),
printed_as_listed as (
    select disclosure_id, listed_family, min(printed_family) as printed_family
    from alike
    where starts_with(printed_family, listed_family)
    group by disclosure_id, listed_family
),
listed_as_printed as (
    select disclosure_id, printed_family, min(listed_family) as listed_family
    from alike
    group by disclosure_id, printed_family
)
select
    listed.document_id,
    listed.family as form,
    'listed ' || listed.family as key,
    'eq' as relation,
    1.00 as expected_yuan,
    1.0000 as expected_low_yuan,
    1.0000 as expected_high_yuan,
    case when printed.family is null then 0.00 else 1.00 end as actual_yuan,
    case when printed.family is null then 0.0000 else 1.0000 end as actual_low_yuan,
    case when printed.family is null then 0.0000 else 1.0000 end as actual_high_yuan,
    1 as addends,
    listed.remark_ids as expected_fact_ids,
    printed.evidence_ids as actual_fact_ids,
    case when unread_disclosure.disclosure_id is not null then 'unread_page' end as not_evaluable_reason,
    'count' as value_unit,
    case when mandated.family is null then 'info' end as weakened_to,
    '目录列有“' || listed.value || '”，正文未见该表。' as note_zh,
    'The contents list "' || listed.value || '", which the body does not print.' as note_en
from listed
join contents using (disclosure_id)
join has_forms using (disclosure_id)
left join printed_as_listed
    on printed_as_listed.disclosure_id = listed.disclosure_id and printed_as_listed.listed_family = listed.family
left join printed
    on printed.disclosure_id = listed.disclosure_id and printed.family = printed_as_listed.printed_family
left join mandated on mandated.family = listed.family
left join unread_disclosure on unread_disclosure.disclosure_id = listed.disclosure_id
qualify row_number() over (partition by listed.disclosure_id, listed.family order by printed.family) = 1
union all
select
    contents.document_id,
    printed.family,
    'printed ' || printed.family,
    'eq',
    1.00, 1.0000, 1.0000,
    case when listed.family is null then 0.00 else 1.00 end,
    case when listed.family is null then 0.0000 else 1.0000 end,
    case when listed.family is null then 0.0000 else 1.0000 end,
    1,
    printed.evidence_ids,
    listed.remark_ids,
    -- an entry that names no known form may be the one
    case when unclear.disclosure_id is not null then 'entry_unclear' end,
    'count',
    null,
    '正文有《' || coalesce(printed.title, printed.family) || '》，目录未列。',
    'The body prints "' || coalesce(printed.title, printed.family) || '", which the contents do not list.'
from contents
join printed using (disclosure_id)
left join unclear using (disclosure_id)
left join mandated on mandated.family = printed.family
left join listed_as_printed
    on listed_as_printed.disclosure_id = printed.disclosure_id and listed_as_printed.printed_family = printed.family
left join listed
    on listed.disclosure_id = printed.disclosure_id and listed.family = listed_as_printed.listed_family
where mandated.family is not null or printed.has_number
qualify row_number() over (partition by printed.disclosure_id, printed.family order by listed.family) = 1
