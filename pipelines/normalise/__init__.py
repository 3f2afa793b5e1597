"""Forms and statements → tidy rows in yuan with interval and lineage; knows budgets, no storage."""
