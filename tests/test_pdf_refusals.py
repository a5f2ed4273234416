"""PDFs that cannot be read are refused with the contract's code and a message that helps."""

from __future__ import annotations

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from ggsr_extract.errors import SourceError
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.readers.pdf import read_pdf
from ggsr_extract.text import Notice
from tests.bad_pdfs import drawn
from tests.hostile import pdf_of


def some_text(canvas: Canvas) -> None:
    canvas.drawString(40, 200, "De gemeente heeft zicht op de populatie.")


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(data)
    return caught.value


def test_a_pdf_is_told_by_its_bytes_even_behind_rubbish() -> None:
    document = read(b"\n\n" + drawn(some_text))
    assert document.reader == "pdf"
    assert document.media_type == "application/pdf"


def test_html_named_pdf_is_read_as_html() -> None:
    assert read(b"<html><body><p>geen PDF</p></body></html>", "x.pdf").media_type == "text/html"


def test_a_password_is_asked_for() -> None:
    lock = pdfencrypt.StandardEncryption("geheim", ownerPassword="eigenaar")
    data = drawn(some_text, encrypt=lock)
    refused = refusal(data)
    assert (refused.code, "--password" in str(refused)) == ("password", True)
    assert "zicht" in read_pdf(data, "", ReadOptions(("geheim",))).text
    with pytest.raises(SourceError, match="does not open") as caught:
        read_pdf(data, "", ReadOptions(("fout",)))
    assert caught.value.code == "password"


def test_a_pdf_that_only_its_owner_locked_is_read() -> None:
    lock = pdfencrypt.StandardEncryption("", ownerPassword="eigenaar", canPrint=0)
    assert "zicht" in read(drawn(some_text, encrypt=lock)).text


def test_pages_without_text_are_no_text_layer() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.rect(10, 10, 200, 200, fill=1)

    refused = refusal(drawn(picture))
    assert (refused.code, "--ocr" in str(refused)) == ("no_text_layer", True)


def test_a_page_without_text_among_others_is_told_of() -> None:
    def two_pages(canvas: Canvas) -> None:
        some_text(canvas)
        canvas.showPage()
        canvas.rect(10, 10, 200, 200, fill=1)

    document = read(drawn(two_pages))
    message = "no text on page 2: empty, or a picture"
    assert document.notices == (Notice("no_text_layer", "warning", message, 2),)


@pytest.mark.parametrize("kept", [0, 20, 200])
def test_a_pdf_that_breaks_off_is_damaged(kept: int) -> None:
    assert refusal(b"%PDF-1.4\n" + drawn(some_text)[9 : 9 + kept]).code == "damaged"


def test_a_pdf_without_its_index_is_read_nevertheless() -> None:
    data = drawn(some_text)
    without_index = data[: data.rindex(b"xref\n0")] + b"trailer\n<< /Root 4 0 R >>\n%%EOF\n"
    misdirected = data.replace(b"startxref\n", b"startxref\n9")
    for broken in (without_index, misdirected):
        assert broken != data
        assert "zicht" in read(broken).text


def test_a_pdf_without_pages_is_damaged() -> None:
    empty = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
    assert refusal(empty).code == "damaged"


def test_a_page_whose_fonts_do_not_explain_their_characters_is_refused() -> None:
    """What others print as `(cid:12)`."""
    codes = b"".join(b"%04x" % code for code in range(3, 40))
    drawing = b"BT /F 12 Tf 40 200 Td <" + codes + b"> Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R"
            b" /Resources << /Font << /F 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Onbekend /Encoding /Identity-H"
            b" /DescendantFonts [6 0 R] >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Onbekend /DW 600 /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
    )
    refused = refusal(pdf_of(dict(enumerate(objects, 1))))
    assert (refused.code, "page 1" in str(refused)) == ("unmapped_text", True)
