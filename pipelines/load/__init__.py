"""Tidy rows → the star schema in DuckDB, one transaction a batch; the one writer."""
