"""Pages that are pictures. All of it needs the extra; without it only its absence can be tested (test_missing)."""
