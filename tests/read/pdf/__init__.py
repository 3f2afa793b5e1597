"""Proofs of the PDF engines."""
