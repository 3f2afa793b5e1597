"""The typesetter: invented but consistent department budgets, set in several published layouts as PDF and text.

A test asks for a budget, has a layout set it, renders it, and compares what the pipeline reads with `expected_facts`.
Everything set here is fictional: the places do not exist, only subject codes and names are real.
"""
