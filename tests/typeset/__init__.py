"""The typesetter: invented but consistent department budgets, set in the published layouts and in every format.

A test asks for a budget, has a layout set it, renders it, and compares what the pipeline reads with `expected_facts`.
Everything set here is fictional: the places do not exist, only subject codes and names are real.
"""
