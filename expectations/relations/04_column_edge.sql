-- Which columns make up a column, by the trees of dim_measure, for every set of columns that some form prints.

-- The columns of a form: every measure with an amount in it. A column that is blank everywhere cannot be seen and adds nothing.
create or replace temp table column_set_of_instance as
select
    printed_row.instance_no,
    printed_row.side,
    list_sort(list(distinct printed_amount.funding || '/' || printed_amount.category)) as columns_printed
from printed_amount
join printed_row on printed_row.row_id = printed_amount.row_id
group by printed_row.instance_no, printed_row.side;

create or replace temp table column_set as
select row_number() over (order by columns_printed) as column_set_no, columns_printed
from column_set_of_instance
group by columns_printed;

create or replace temp table row_columns as
select printed_row.row_id, column_set.column_set_no
from printed_row
join column_set_of_instance
    on column_set_of_instance.instance_no = printed_row.instance_no and column_set_of_instance.side = printed_row.side
join column_set on column_set.columns_printed = column_set_of_instance.columns_printed;

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
