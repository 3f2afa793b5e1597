-- id: A15
-- zh: “三公”经费表：合计＝因公出国（境）费＋公务用车购置及运行费＋公务接待费；公务用车＝购置费＋运行费
-- en: In the three public expenses, the total equals trips abroad, vehicles and receptions; vehicles equal purchase and running.
-- roles: three_public
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts; “三公” names exactly these three.
-- related: A11, A25
-- assumes: Fund by fund, year by year, stage by stage and unit by unit; a blank item is zero. Where items are columns a row adds up, where they are rows a column does. A total beside 会议费 and 培训费 may include them. The total row of a table of units is their sum, item by item.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from three_public_sum
where stage is distinct from 'final'
