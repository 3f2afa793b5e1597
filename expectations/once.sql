-- A comparison that an identity makes twice is one comparison: the one that cites what is printed first.
delete from check_comparison
where rowid in (
    select unnest(list(rowid order by expected_fact_ids, actual_fact_ids)[2:])
    from check_comparison
    semi join (
        select comparison_id from check_comparison group by comparison_id having count(*) > 1
    ) as repeated
        using (comparison_id)
    group by comparison_id
);
