-- id: P01
-- zh: 职业年金缴费（2080506）约为基本养老保险缴费（2080505）的一半
-- en: Annuity contributions (2080506) are about half of pension contributions (2080505).
-- roles: general_public; expenditure
-- severity: info from 2024-01-01
-- basis: 《机关事业单位职业年金办法》(国办发〔2015〕18号): the unit pays 8 % of wages for the annuity and 16 % for the pension.
-- related: X14
-- assumes: Plausible from 40 % to 60 %. Annuities that are only booked (虚账记实) or paid late are in order and outside of it.
with contribution as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'function'
        and category = 'basic'
        and (form, funding) in (('general_public', 'general_public'), ('expenditure', 'total'))
        and code in ('2080505', '2080506')
    qualify form = max(form) over (partition by document_id, scope_unit, fiscal_year, stage)
),
ratio as (
    select
        pension.document_id,
        pension.form,
        pension.place_name,
        100 * annuity.amount_yuan / pension.amount_yuan as percent,
        100 * greatest(annuity.low_yuan, 0) / pension.high_yuan as percent_low,
        100 * annuity.high_yuan / pension.low_yuan as percent_high,
        annuity.fact_ids as annuity_fact_ids,
        pension.fact_ids as pension_fact_ids
    from contribution as pension
    left join contribution as annuity
        on annuity.document_id = pension.document_id
        and annuity.form = pension.form
        and annuity.scope_unit = pension.scope_unit
        and annuity.place_name = pension.place_name
        and annuity.fiscal_year = pension.fiscal_year
        and annuity.stage = pension.stage
        and annuity.code = '2080506'
    where pension.code = '2080505' and pension.low_yuan > 0
)
select
    document_id,
    form,
    'annuity at least 40 %' || place_name as key,
    'le' as relation,
    40 as expected_yuan,
    40 as expected_low_yuan,
    40 as expected_high_yuan,
    percent::decimal(22, 2) as actual_yuan,
    percent_low::decimal(24, 4) as actual_low_yuan,
    percent_high::decimal(24, 4) as actual_high_yuan,
    1 as addends,
    pension_fact_ids as expected_fact_ids,
    annuity_fact_ids as actual_fact_ids,
    'percent' as value_unit,
    '职业年金缴费为基本养老保险缴费的 ' || percent::decimal(22, 2) || '%，法定比例为 50%。' as note_zh,
    'Annuity contributions are ' || percent::decimal(22, 2) || ' % of pension contributions; by law they are 50 %.' as note_en,
    case when percent is null then 'side_missing' end as not_evaluable_reason
from ratio
union all
select
    document_id,
    form,
    'annuity at most 60 %' || place_name,
    'le',
    percent::decimal(22, 2),
    percent_low::decimal(24, 4),
    percent_high::decimal(24, 4),
    60,
    60,
    60,
    1,
    annuity_fact_ids,
    pension_fact_ids,
    'percent',
    '职业年金缴费为基本养老保险缴费的 ' || percent::decimal(22, 2) || '%，法定比例为 50%。',
    'Annuity contributions are ' || percent::decimal(22, 2) || ' % of pension contributions; by law they are 50 %.',
    case when percent is null then 'side_missing' end
from ratio
