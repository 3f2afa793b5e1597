"""Read an old Word document (DOC, WPS, RTF) through a converter on PATH: antiword, or LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Cell, Grid, Page, TextRun
from pipelines.read.docx import read_docx
from pipelines.read.package import parse_xml
from pipelines.read.table_layout import Item, numbered

_SECONDS = 120
_OFFICES = ("soffice", "libreoffice")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
# No document may run a macro or fetch what it links to while it is converted.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_doc(path: Path) -> Content:
    """Return the text and tables of a DOC. antiword comes first: LibreOffice was seen to lose whole tables.

    Raises DocumentRejected with doc_converter_missing or doc_not_converted.
    """
    antiword, office = shutil.which("antiword"), _office()
    if antiword is None and office is None:
        raise DocumentRejected("doc_converter_missing", "install antiword or LibreOffice, so that it is on PATH")
    if antiword is not None:
        try:
            return _by_antiword(antiword, path)
        except DocumentRejected:
            if office is None:
                raise
    return _by_office(str(office), path)


def read_rtf(path: Path) -> Content:
    """Return the text and tables of an RTF. Raises DocumentRejected with doc_converter_missing or doc_not_converted."""
    office = _office()
    if office is None:
        raise DocumentRejected("doc_converter_missing", "install LibreOffice, so that soffice is on PATH")
    return _by_office(office, path)


def _office() -> str | None:
    return next((found for name in _OFFICES if (found := shutil.which(name)) is not None), None)


def _by_office(office: str, path: Path) -> Content:
    with TemporaryDirectory(prefix="mingzhang-") as folder:
        user = Path(folder, "profile", "user")
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = Path(folder, f"document{path.suffix or '.doc'}")
        shutil.copyfile(path, source)
        made = Path(folder, "made")
        _run(
            [
                *(office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
                f"-env:UserInstallation={user.parent.as_uri()}",
                *("--convert-to", "docx", "--outdir", str(made), str(source)),
            ],
            folder,
        )
        results = sorted(made.glob("*.docx"))
        if not results:
            raise DocumentRejected("doc_not_converted", "LibreOffice wrote nothing: the document may be damaged")
        return read_docx(results[0])


def _by_antiword(antiword: str, path: Path) -> Content:
    """DocBook from antiword. It does not say which cells are merged."""
    with TemporaryDirectory(prefix="mingzhang-") as folder:
        data = _run([antiword, "-m", "UTF-8.txt", "-x", "db", str(path.absolute())], folder)
    root = parse_xml(_DOCTYPE.sub(b"", data, count=1), "antiword")
    return Content((Page(1, numbered(_items(root))),), is_paged=False)


def _items(parent: Any) -> list[Item]:
    items: list[Item] = []
    for child in parent:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in ("para", "title"):
            items.extend(TextRun(line.strip()) for line in "".join(child.itertext()).splitlines() if line.strip())
        elif name in ("informaltable", "table"):
            rows = [[_entry(entry) for entry in row.iterfind("{*}entry")] for row in child.iter("{*}row")]
            cells = [Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
            if cells:
                items.append(Grid(tuple(cells), len(rows), max(map(len, rows)), 0, has_spans=False))
        elif name and not name.endswith("info"):
            items.extend(_items(child))
    return items


def _entry(entry: Any) -> str:
    lines = (line.strip() for line in "".join(entry.itertext()).splitlines())
    return "\n".join(line for line in lines if line)


def _run(command: Sequence[str], folder: str) -> bytes:
    """What a converter prints. It gets no input, a folder of its own, and so many seconds."""
    try:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentRejected("doc_not_converted", f"{Path(command[0]).name} took more than {_SECONDS} s") from error
    except OSError as error:
        raise DocumentRejected("doc_not_converted", f"{Path(command[0]).name}: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip()[:300]
        raise DocumentRejected("doc_not_converted", f"{Path(command[0]).name}: {said or done.returncode}")
    return done.stdout
