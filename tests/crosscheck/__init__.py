"""Hold every printed row against another reading of the same PDF, `pdftotext -layout`: lines, no rulings, no cells."""
