"""Write docs/crosscheck.md: `python -m tests.crosscheck`. Needs pdftotext and the real documents beside the project."""

import shutil

from tests.crosscheck.report import PAGE, measure, page

if __name__ == "__main__":
    if shutil.which("pdftotext") is None:
        raise SystemExit("pdftotext (poppler-utils) is not installed")
    PAGE.write_text(page(measure()), encoding="utf-8")
