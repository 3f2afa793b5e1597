"""Reads pages that are pictures by OCR. Nothing heavy is imported before a picture is met; the package is an extra."""
