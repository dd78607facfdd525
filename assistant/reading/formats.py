"""The formats that are read, each by a library; whatever goes wrong in one means a broken file."""

import io
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Any

from assistant.reading.page import Piece, Unreadable

_UNPACKED = 100 * 1024 * 1024
"""Bytes that an archive may unfold to."""
_PAGES = 500
_ROWS = 20_000
_MEMBERS = 2_000
_DEPTH = 3
"""How far mails in mails are read."""
_ENCODINGS = ("utf-8-sig", "gb18030")


def plain(content: bytes) -> Iterator[Piece]:
    """Text and Markdown, paragraph by paragraph; in UTF-8, UTF-16 with its mark, or GB 18030."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\0") > len(text) // 100:
        raise Unreadable("broken")
    for number, line in enumerate(text.split("\n"), 1):
        yield Piece(line, {"line": number})


def word(content: bytes) -> Iterator[Piece]:
    """A Word document: paragraphs and tables in their order."""
    _require_sound_archive(content)
    from docx import Document  # lxml: 0.2 s
    from docx.table import Table

    number = 0
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                number += 1
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Piece("\t".join(filter(None, cells)), {"paragraph": number})
        else:
            number += 1
            yield Piece(block.text, {"paragraph": number})


def spreadsheet(content: bytes) -> Iterator[Piece]:
    """A workbook: its sheets row by row, each cell a piece of its own."""
    _require_sound_archive(content)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        for number, row in enumerate(book.get_sheet_by_name(name).iter_rows(), 1):
            if number > _ROWS:
                raise Unreadable("huge")
            filled = [(i, _shown(value)) for i, value in enumerate(row) if _shown(value)]
            for position, (column, text) in enumerate(filled):
                last = position == len(filled) - 1
                place = {"sheet": name, "cell": f"{_letters(column)}{number}"}
                yield Piece(text, place, "\n" if last else "\t")


def pdf(content: bytes) -> Iterator[Piece]:
    """A PDF, page by page; pages that hold pictures alone make it a scan."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("locked")
    if len(reader.pages) > _PAGES:
        raise Unreadable("huge")
    found = pictures = False
    for number, sheet in enumerate(reader.pages, 1):
        text = sheet.extract_text()
        found = found or bool(text.strip())
        pictures = pictures or "/XObject" in sheet.get("/Resources", {})
        yield Piece(text, {"page": number})
    if not found and pictures:
        raise Unreadable("scanned")


def mail(content: bytes, depth: int = 0) -> Iterator[Piece]:
    """An e-mail: subject, body, and what is attached to it as far as it can be read."""
    message = message_from_bytes(content, policy=policy.default)
    if not message.keys():
        raise Unreadable("broken")
    yield Piece(str(message.get("subject", "")), {"part": "subject"})
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = str(body.get_content())
        html = body.get_content_type() == "text/html"
        yield Piece(_Html.text_of(text) if html else text, {"part": "body"})
    for attached in message.iter_attachments():
        yield from _attachment(attached, depth)


def reader_of(name: str, content: bytes) -> Callable[[bytes], Iterator[Piece]]:
    """Who reads a file, by its ending and by how it begins.

    Raises:
        Unreadable: `unsupported`; `locked` for an Office file that is encrypted.
    """
    ending = PurePath(name.lower()).suffix
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # OLE: a password, or before 2007
        old = ending in (".doc", ".xls", ".ppt")
        raise Unreadable("unsupported" if old else "locked")
    if content[:5] == b"%PDF-":
        return pdf
    if ending in READERS:
        return READERS[ending]
    raise Unreadable("unsupported")


READERS: dict[str, Callable[[bytes], Iterator[Piece]]] = {
    ".txt": plain,
    ".md": plain,
    ".markdown": plain,
    ".csv": plain,
    ".docx": word,
    ".xlsx": spreadsheet,
    ".pdf": pdf,
    ".eml": mail,
}


def _attachment(part: Any, depth: int) -> Iterator[Piece]:
    name = part.get_filename() or ""
    inner = part.get_content() if part.get_content_maintype() == "message" else None
    if isinstance(inner, EmailMessage):
        if depth < _DEPTH:
            yield from _within(mail(inner.as_bytes(), depth + 1), name or "mail")
        return
    content = part.get_payload(decode=True) or b""
    try:
        read = reader_of(name, content)
    except Unreadable:
        return  # pictures and signatures: the mail itself is the report
    yield from _within(read(content), name)


def _within(pieces: Iterator[Piece], name: str) -> Iterator[Piece]:
    for piece in pieces:
        yield Piece(piece.text, piece.place | {"part": name}, piece.after)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("broken")


def _require_sound_archive(content: bytes) -> None:
    """Refuse what unfolds to more than it may, before anything unfolds it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > _MEMBERS or sum(m.file_size for m in members) > _UNPACKED:
            raise Unreadable("huge")
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("locked")


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if value is not None else ""


def _letters(column: int) -> str:
    """The name of a column: A for 0, Z for 25, AA for 26."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class _Html(HTMLParser):
    """The text of a page, without styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    @classmethod
    def text_of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        return "".join(parser.parts)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("style", "script")
        if tag in ("p", "br", "div", "tr", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if self._silent <= 0:
            self.parts.append(data)
