"""What people judged about the findings on real documents, and how right and how complete the findings are by that."""
