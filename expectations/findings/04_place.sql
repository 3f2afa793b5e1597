-- Every printed thing that a finding cites, with words for where it stands: a cell, a number or words of the narrative, a whole form.
create or replace temp table place as
with cited as (
    select
        finding_id, document_id as own_document_id, 'expected' as side, expected_yuan as value,
        unnest(expected_fact_ids) as evidence_id, generate_subscripts(expected_fact_ids, 1) as cited_no
    from found
    union all
    select
        finding_id, document_id, 'actual', actual_yuan,
        unnest(actual_fact_ids), generate_subscripts(actual_fact_ids, 1)
    from found
),
wanted as (
    select distinct evidence_id from cited
),
evidence as (
    select
        v_evidence.*,
        closed_up(v_evidence.row_label) as words,
        -- the label of a source's own row names the money already
        case
            when evidence_kind not in ('expenditure', 'revenue', 'project', 'procurement') then null
            when evidence_kind = 'revenue' and line_item not in ('total', 'subject', 'unit') then null
            else nullif(v_evidence.funding, 'total')
        end as column_funding,
        case when evidence_kind = 'expenditure' then nullif(v_evidence.category, 'total') end as column_category
    from v_evidence
    semi join wanted on wanted.evidence_id = v_evidence.evidence_id
),
-- A sentence may print one number twice: the amount and, wrongly or not, its change.
said as (
    select
        statement_id,
        row_number() over (partition by document_id, sentence_no, printed_text order by statement_no) as time_no
    from fact_statement
    where document_id in (select document_id from found)
),
described as (
    select
        evidence.*,
        -- text has no pages: what stands in it is found by the line
        case when document.pages is null then '行' else '页' end as page_zh,
        case when document.pages is null then 'line' else 'page' end as page_en,
        document.fiscal_year || '年' || case when document.stage = 'final' then '决算' else '预算' end as document_zh,
        document.fiscal_year || case when document.stage = 'final' then ' final account' else ' budget' end as document_en,
        document.unit_id,
        dim_unit.unit_name,
        coalesce(document_form.title, evidence.form) as title,
        coalesce(document_form.state = 'empty', false) as is_empty,
        coalesce(
            concat_ws(
                '·',
                funding.name_zh,
                category.name_zh,
                case
                    when project.plan_month is not null then project.plan_month || '月底累计计划'
                    when project.form <> 'project_performance' then null
                    when project.period = 'implementation' then '实施期'
                    when project.period = 'annual' then '年度'
                end
            ),
            ''
        ) as column_zh,
        coalesce(
            concat_ws(
                ', ',
                funding.name_en,
                category.name_en,
                case
                    when project.plan_month is not null then 'planned by the end of month ' || project.plan_month
                    when project.form <> 'project_performance' then null
                    when project.period = 'implementation' then 'whole period'
                    when project.period = 'annual' then 'year'
                end
            ),
            ''
        ) as column_en,
        case evidence.evidence_kind
            when 'statement'
                then coalesce(
                    nullif(
                        words_before(evidence.words, closed_up(evidence.printed_text), coalesce(said.time_no, 1)), ''
                    ),
                    shortened(evidence.words, 20)
                )
            when 'remark' then shortened(evidence.words, 30)
            else evidence.words
        end as label
    from evidence
    join document on document.document_id = evidence.document_id
    left join dim_unit on dim_unit.unit_id = document.unit_id
    left join said on said.statement_id = evidence.evidence_id
    left join fact_project as project on project.fact_id = evidence.evidence_id
    left join document_form
        on document_form.document_id = evidence.document_id and document_form.form_no = evidence.form_no
    left join dim_measure as funding
        on funding.measure_kind = 'funding' and funding.measure_code = evidence.column_funding
    left join dim_measure as category
        on category.measure_kind = 'category' and category.measure_code = evidence.column_category
)
select
    cited.finding_id,
    cited.side,
    cited.value,
    described.evidence_id,
    described.evidence_kind,
    described.amount_yuan,
    described.printed_scale,
    described.quantity_unit,
    described.is_empty,
    described.printed_text,
    concat_ws('/', described.document_id, coalesce(described.form_no::varchar, 'narrative')) as container,
    row_number() over (
        partition by cited.finding_id, cited.side
        order by described.page, described.table_no, described.row_no, described.column_no, cited.cited_no
    ) as place_no,
    -- What another document prints is named with its year and, if it is another's, its unit.
    case
        when described.document_id = cited.own_document_id then ''
        when described.unit_id is distinct from own.unit_id
            then coalesce(described.unit_name, '') || coalesce(described.document_zh, '')
        else coalesce(described.document_zh, '')
    end
    || '第' || described.page || described.page_zh
    || case described.evidence_kind
        when 'statement' then '正文“' || described.label || '”'
        when 'remark' then case when described.line_item = 'contents_entry' then '目录“' else '“' end || described.label || '”'
        when 'form' then '《' || described.title || '》'
        else '《' || described.title || '》' || case when described.label = '' then '' else '“' || described.label || '”' end
            || case when described.column_zh = '' then '' else described.column_zh || '栏' end
    end as place_zh,
    case
        when described.document_id = cited.own_document_id then ''
        when described.unit_id is distinct from own.unit_id
            then concat_ws(' of ', described.document_en, described.unit_name) || ', '
        else coalesce(described.document_en || ', ', '')
    end
    || described.page_en || ' ' || described.page || ', '
    || case described.evidence_kind
        when 'statement' then 'text "' || described.label || '"'
        when 'remark' then case when described.line_item = 'contents_entry' then 'contents "' else 'text "' end
            || described.label || '"'
        when 'form' then '"' || described.title || '"'
        else '"' || described.title || '"' || case when described.label = '' then '' else ', row "' || described.label || '"' end
            || case when described.column_en = '' then '' else ', column "' || described.column_en || '"' end
    end as place_en,
    -- The number as it stands there; a form and words print none.
    case
        when described.evidence_kind in ('form', 'remark') then ''
        when described.percent is not null then rtrim(closed_up(described.printed_text), '%％') || '%'
        when described.amount_yuan is not null and not ends_with(described.printed_text, described.printed_scale)
            then described.printed_text || ' ' || described.printed_scale
        when described.quantity_unit is not null and not ends_with(described.printed_text, described.quantity_unit)
            then described.printed_text || ' ' || described.quantity_unit
        else described.printed_text
    end as printed
from cited
join described on described.evidence_id = cited.evidence_id
left join document as own on own.document_id = cited.own_document_id;
