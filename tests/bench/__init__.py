"""Measurements at scale: what a large warehouse costs, with the commands that fill docs/performance.md."""
