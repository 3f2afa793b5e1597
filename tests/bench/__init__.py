"""Measurements: a module each, which prints a table and leaves figures in results/ for docs/performance.md."""
