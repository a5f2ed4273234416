"""PDFs that are wrong, each in its own way, made from a good one or by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from tests.hostile import page_of, pdf_of, stream_of

__all__ = ["BAD", "GOOD", "drawn", "encrypted", "without_index"]

GOOD = Path(__file__).parent / "facsimiles" / "eindhoven-2015.rules.pdf"


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of one page or more of 300 by 300 points."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300), **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def encrypted(user: str, owner: str) -> bytes:
    """The good one, locked."""
    with pikepdf.open(GOOD) as pdf:
        pdf.save(buffer := io.BytesIO(), encryption=pikepdf.Encryption(user=user, owner=owner))
    return buffer.getvalue()


def without_index(data: bytes) -> bytes:
    """Without what says where in the file each object is, and without the end."""
    return data[: data.rindex(b"startxref")].replace(b"\nxref", b"\nxxxx")


def _cut_off() -> bytes:
    data = GOOD.read_bytes()
    return data[: len(data) // 2]


def _no_pages() -> bytes:
    return pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] >>"})


def _many_pages() -> bytes:
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 2001 /Kids [%s] >>" % (b"3 0 R " * 2001),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def _crowded() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 1)
        for line in range(400):
            canvas.drawString(0, line * 0.7, "x" * 500)

    return drawn(draw)


def _numbered() -> bytes:
    """What a program wrote that could not read the fonts itself."""

    def draw(canvas: Canvas) -> None:
        for line in range(20):
            canvas.drawString(10, 10 + 12 * line, "".join(f"(cid:{n})" for n in range(3, 12)))

    return drawn(draw)


def _unmapped() -> bytes:
    """The good one with fonts that do not say what their characters are."""
    with pikepdf.open(GOOD) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font["/ToUnicode"]
        pdf.save(buffer := io.BytesIO())
    return buffer.getvalue()


def _shifted() -> bytes:
    """Letters whose numbers were taken for their codes."""

    def draw(canvas: Canvas) -> None:
        words = "De gemeente formuleert samen met netwerkpartners het doel van de aanpak"
        for line in range(20):
            codes = (chr(ord(sign) - 29) for sign in words if sign.islower())
            canvas.drawString(10, 10 + 12 * line, "".join(codes))

    return drawn(draw)


def _deep() -> bytes:
    """Arrays in arrays, and forms that show themselves."""
    nest = b"[" * 50_000 + b"]" * 50_000
    itself = stream_of(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 9 0 R >> >>",
    )
    return page_of(
        stream_of(b"/X Do"), b"<< /XObject << /X 9 0 R >> /Nest 8 0 R >>", {8: nest, 9: itself}
    )


def _circle() -> bytes:
    """Pages whose parent is their child."""
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        }
    )


def _other() -> bytes:
    def draw(canvas: Canvas) -> None:
        for page in range(30):
            for line in range(20):
                canvas.drawString(20, 280 - 12 * line, f"Invoice {page}.{line}: nine apples")
            canvas.showPage()

    return drawn(draw)


def _picture() -> bytes:
    return drawn(lambda canvas: canvas.rect(10, 10, 200, 200, fill=1))


def _album() -> bytes:
    """Pictures behind a page that says nothing of what they show."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "Scans")
        for _ in range(2):
            canvas.showPage()
            canvas.rect(10, 10, 200, 200, fill=1)

    return drawn(draw)


def _sent_as_text() -> bytes:
    """What a program did that changed the line ends."""
    return (GOOD.parent / "delft-2015.libreoffice.pdf").read_bytes().replace(b"\n", b"\r\n")


def _locked() -> bytes:
    return drawn(
        lambda canvas: canvas.drawString(40, 200, "De gemeente"),
        encrypt=pdfencrypt.StandardEncryption("geheim", ownerPassword="eigenaar"),
    )


# Name of the file: its bytes, its quarantine code, and words of the message.
BAD: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing.pdf": (lambda: b"", "empty", "the file is empty"),
    "signature.pdf": (lambda: b"%PDF-1.7\n", "damaged", "get the file anew"),
    "page.pdf": (lambda: b"<html><body>Geen PDF</body></html>", "not_a_factsheet", "no theme"),
    "cut.pdf": (_cut_off, "damaged", "fonts of the page are lost"),
    "cut_short.pdf": (lambda: GOOD.read_bytes()[:500], "damaged", "get the file anew"),
    "no_pages.pdf": (_no_pages, "damaged", "no pages"),
    "circle.pdf": (_circle, "damaged", "cannot be read"),
    "many_pages.pdf": (_many_pages, "too_large", "2001 pages"),
    "crowded.pdf": (_crowded, "too_large", "characters; 150000 is the most"),
    "numbered.pdf": (_numbered, "unmapped_text", "print the PDF anew"),
    "unmapped.pdf": (_unmapped, "unmapped_text", "the fonts do not say"),
    "shifted.pdf": (_shifted, "unmapped_text", "letters make no words"),
    "locked.pdf": (_locked, "password", "--password"),
    "picture.pdf": (_picture, "no_text_layer", "--ocr"),
    "deep.pdf": (_deep, "no_text_layer", "--ocr"),
    "album.pdf": (_album, "no_text_layer", "on 2 of 3 pages"),
    "sent_as_text.pdf": (_sent_as_text, "damaged", "get the file anew"),
    "other.pdf": (_other, "not_a_factsheet", "none of its 30 pages"),
}
