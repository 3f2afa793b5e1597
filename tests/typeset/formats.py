"""The formats a document is set in: name to the function that makes the file, and the suffix such a file has."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.typeset.document import Document
from tests.typeset.html import render_html
from tests.typeset.ofd import render_ofd
from tests.typeset.pdf import render_pdf
from tests.typeset.positioned import render_positioned
from tests.typeset.text import render_text
from tests.typeset.word import render_docx
from tests.typeset.workbook import render_xlsx


@dataclass(frozen=True)
class Format:
    """`render` makes the bytes of a file that is called something with `suffix`."""

    name: str
    suffix: str
    render: Callable[[Document], bytes]


# Scans (scan.py) stand apart: what is read from pictures is a matter of trust, too.
FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("pdf", "pdf", render_pdf),
        Format("docx", "docx", render_docx),
        Format("xlsx", "xlsx", render_xlsx),
        Format("xlsx one sheet", "xlsx", lambda document: render_xlsx(document, one_sheet=True)),
        Format("xlsx as text", "xlsx", lambda document: render_xlsx(document, numbers=False)),
        Format("html", "html", render_html),
        Format("html gb18030", "html", lambda document: render_html(document, "gb2312", "gb18030")),
        Format("html positioned", "html", render_positioned),
        Format("ofd", "ofd", render_ofd),
        Format("text", "txt", lambda document: render_text(document).encode()),
    )
}
