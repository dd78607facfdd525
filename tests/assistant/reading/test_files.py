"""What dealers upload becomes text with a map back, or says why it does not."""

import io
import zipfile
from email.message import EmailMessage

import pytest
import xlsxwriter
from docx import Document
from pypdf import PdfWriter

from assistant.reading.page import section_at
from assistant.reading.reading import read_file
from domain.models.reports import FileProblem

LATE = "货在路上晃了十来天"


def pdf(drawn: bytes) -> bytes:
    """A page on which this is drawn; it has a font and a picture to draw with."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</P 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Length 1>>stream\n\x00\nendstream",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + trailer % (len(objects) + 1, len(out))


SCAN = pdf(b"q 100 0 0 100 0 0 cm /P Do Q")


def read(name: str, content: bytes, maximum: int = 10**7):
    return read_file(name, "application/octet-stream", content, maximum)


def test_a_text_in_the_encoding_of_an_old_machine_is_read():
    upload = read("周报.txt", f"第一行\r\n{LATE}".encode("gb18030"))
    assert upload.text == f"第一行\n{LATE}"
    assert section_at(upload.sections, upload.text.index("货")) == {"line": 2}


def test_word_documents_with_their_tables():
    document = Document()
    document.add_paragraph("十月月报")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "物流", LATE
    upload = read("月报.docx", saved(document))
    assert upload.text == f"十月月报\n物流\t{LATE}"
    assert section_at(upload.sections, upload.text.index(LATE)) == {"paragraph": 2}


def test_workbooks_lead_back_to_sheet_and_cell():
    upload = read("周报.xlsx", workbook({"十月": [["门店", "问题"], ["一店", LATE], [3, 1.5]]}))
    assert upload.text == f"门店\t问题\n一店\t{LATE}\n3\t1.5"
    assert section_at(upload.sections, upload.text.index(LATE)) == {"sheet": "十月", "cell": "B2"}


def test_a_mail_with_its_attachment():
    mail = EmailMessage()
    mail["Subject"] = "周报"
    mail.set_content("您好，见附件。")
    mail.add_attachment(workbook({"S": [[LATE]]}), "application", "xlsx", filename="周报.xlsx")
    mail.add_attachment(b"\x89PNG....", "image", "png", filename="logo.png")
    upload = read("mail.eml", mail.as_bytes())
    assert upload.text == f"周报\n您好，见附件。\n\n{LATE}"
    place = section_at(upload.sections, upload.text.index(LATE))
    assert place == {"sheet": "S", "cell": "A1", "part": "周报.xlsx"}


def test_a_pdf_leads_back_to_its_page():
    upload = read("report.pdf", pdf(b"BT /F 12 Tf 10 50 Td (Goods came ten days late) Tj ET"))
    assert upload.text == "Goods came ten days late"
    assert section_at(upload.sections, 0) == {"page": 1}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", FileProblem.EMPTY),
        ("a.txt", b" \n ", FileProblem.EMPTY),
        ("a.docx", b"PK\x03\x04 not a document", FileProblem.BROKEN),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted", FileProblem.LOCKED),
        ("a.pdf", b"%PDF-1.7 cut off", FileProblem.BROKEN),
        ("a.pdf", SCAN, FileProblem.SCANNED),
        ("a.exe", b"MZ", FileProblem.UNSUPPORTED),
        ("a.txt", b"x" * 2000, FileProblem.HUGE),
    ],
)
def test_what_cannot_be_read_says_why(name, content, problem):
    upload = read(name, content, maximum=1000)
    assert (upload.problem, upload.text) == (problem, "")
    assert upload.content == content


def test_a_locked_pdf_and_an_archive_that_unfolds_without_end():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    assert read("a.pdf", saved(writer, "write")).problem == FileProblem.LOCKED
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (101 * 1024 * 1024))
    assert read("a.docx", bomb.getvalue()).problem == FileProblem.HUGE


def saved(thing, how: str = "save") -> bytes:
    out = io.BytesIO()
    getattr(thing, how)(out)
    return out.getvalue()


def workbook(sheets) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()
