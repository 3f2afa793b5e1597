"""The star → comparisons, findings and the verdicts of Great Expectations. SQL computes, Great Expectations judges."""
