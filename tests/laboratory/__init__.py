"""The laboratory: random documents in every layout and format are read and compared with what was set."""
