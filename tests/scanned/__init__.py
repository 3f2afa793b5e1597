"""Documents as a scanner sees them, and how much of them is read right: `python -m tests.scanned`."""
