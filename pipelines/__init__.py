"""Published budgets in, a proved warehouse out: the rooms a document passes, in order.

    read → recognise → normalise → load → check → publish → explore

    read       bytes of one document → pages of text and grids of cells; knows formats, no budgets
    recognise  grids and text → forms and statements; knows headings, no amounts
    normalise  forms → tidy rows in yuan with interval and lineage; knows budgets, no storage
    load       tidy rows → the star schema in DuckDB; the one writer
    check      the star → comparisons, findings, Great Expectations results
    publish    the checked warehouse → the analysts' snapshot, exports, dictionary, alerts
    explore    the snapshot → web pages that show the evidence

A room imports only rooms before it and the ground under all of them: `contract` (models/ as objects), `settings`,
`issues`, `paths`. `defs` and `definitions` wire the rooms into Dagster and hold no logic; `cli` is the command.
"""
