-- Which columns make up a column, by the trees of dim_measure, for every set of columns that some form prints.

-- The columns of a form: every measure with an amount in it. A column that is blank everywhere cannot be seen and adds nothing.
create or replace temp table column_set_of_instance as
with printed_measure as (
    select instance_no, side, measure_no from printed_number group by instance_no, side, measure_no
),
printed as (
    select
        printed_measure.instance_no,
        printed_measure.side,
        list_sort(list(distinct column_measure.funding || '/' || column_measure.category)) as columns_printed
    from printed_measure
    join column_measure using (measure_no)
    group by printed_measure.instance_no, printed_measure.side
)
select instance_no, side, columns_printed, dense_rank() over (order by columns_printed) as column_set_no
from printed;

create or replace temp table column_set as
select column_set_no, columns_printed
from column_set_of_instance
group by column_set_no, columns_printed;

-- A column's parts are the nearest printed columns below it in one tree, the other measure being equal. Doubtful parts may or may
-- not be inside: an only child beside its parent (教育收费 beside 其他专户收入拨款), money carried forward or distributed.
-- parts counts the certain ones: a breakdown of which one part is printed may be a partial one.
create or replace temp table column_edge as
with printed_column as (
    select
        column_set_no,
        split_part(unnest(columns_printed), '/', 1) as funding,
        split_part(unnest(columns_printed), '/', 2) as category
    from column_set
),
pair as (
    select
        whole.column_set_no,
        'funding' as tree,
        whole.funding as whole_funding,
        whole.category as whole_category,
        part.funding as part_funding,
        part.category as part_category,
        measure_path.has_only_child
    from printed_column as whole
    join printed_column as part
        on part.column_set_no = whole.column_set_no and part.category = whole.category
    join measure_path
        on measure_path.measure_kind = 'funding'
        and measure_path.ancestor = whole.funding
        and measure_path.descendant = part.funding
    union all
    select
        whole.column_set_no, 'category', whole.funding, whole.category, part.funding, part.category,
        measure_path.has_only_child
    from printed_column as whole
    join printed_column as part
        on part.column_set_no = whole.column_set_no and part.funding = whole.funding
    join measure_path
        on measure_path.measure_kind = 'category'
        and measure_path.ancestor = whole.category
        and measure_path.descendant = part.category
),
-- between: the printed columns that lie between a whole and a part
nearest as (
    select
        pair.column_set_no, pair.tree, pair.whole_funding, pair.whole_category, pair.part_funding, pair.part_category,
        count(between_pair.tree) filter (not between_pair.has_only_child) as columns_between,
        count(between_pair.tree) filter (between_pair.has_only_child) as only_parents_between
    from pair
    left join (
        select
            upper.column_set_no, upper.tree, upper.whole_funding, upper.whole_category,
            lower.part_funding, lower.part_category, lower.has_only_child
        from pair as upper
        join pair as lower
            on lower.column_set_no = upper.column_set_no
            and lower.tree = upper.tree
            and lower.whole_funding = upper.part_funding
            and lower.whole_category = upper.part_category
    ) as between_pair
        on between_pair.column_set_no = pair.column_set_no
        and between_pair.tree = pair.tree
        and between_pair.whole_funding = pair.whole_funding
        and between_pair.whole_category = pair.whole_category
        and between_pair.part_funding = pair.part_funding
        and between_pair.part_category = pair.part_category
    where not pair.has_only_child
    group by all
)
select
    column_set_no, tree, whole_funding, whole_category, part_funding, part_category,
    only_parents_between > 0 or part_category in ('carry_forward', 'surplus_distribution', 'unspent_own_funds')
        as is_doubtful,
    count(*) filter (
        only_parents_between = 0
        and part_category not in ('carry_forward', 'surplus_distribution', 'unspent_own_funds')
    ) over (partition by column_set_no, tree, whole_funding, whole_category) as parts
from nearest
where columns_between = 0
union all
-- 总计 of a 财政拨款 table over 当年 and 上年结转: what was carried over lies in another branch of the tree.
select whole.column_set_no, 'funding', whole.funding, whole.category, part.funding, part.category, true, 0
from printed_column as whole
join printed_column as part on part.column_set_no = whole.column_set_no and part.category = whole.category
where whole.funding = 'appropriation'
    and (
        part.funding = 'carryover_appropriation'
        or (
            part.funding in ('carryover_general_public', 'carryover_government_fund', 'carryover_state_capital')
            and not exists (
                select 1 from printed_column as broader
                where broader.column_set_no = part.column_set_no
                    and broader.category = part.category
                    and broader.funding = 'carryover_appropriation'
            )
        )
    );

-- The same in the numbers of measures, whatever the year and stage.
create or replace temp table measure_edge as
select
    column_edge.column_set_no,
    column_edge.tree,
    whole.measure_no as whole_measure_no,
    part.measure_no as part_measure_no,
    column_edge.is_doubtful,
    column_edge.parts
from column_edge
join column_measure as whole
    on whole.funding = column_edge.whole_funding and whole.category = column_edge.whole_category
join column_measure as part
    on part.funding = column_edge.part_funding
    and part.category = column_edge.part_category
    and part.fiscal_year = whole.fiscal_year
    and part.stage = whole.stage;
