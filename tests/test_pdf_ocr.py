"""Pages that are pictures are read by OCR when that is asked for, and all of it is doubted."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.model import Factsheet, Finding
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Document
from tests.commands import run
from tests.comparing import expected, judged
from tests.facsimiles.make import SCANS
from tests.renderings import gold_of, known

FOLDER = Path(__file__).parent / "facsimiles"
SCAN = "ede-2013.scan"
OCR = ReadOptions(ocr=True)


def has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)
    return b"nld" in listed.stdout.split()


needs_ocr = pytest.mark.skipif(
    not has_tesseract(), reason="needs tesseract with Dutch data: tesseract-ocr, tesseract-ocr-nld"
)


@cache
def scan() -> Document:
    """It takes ten seconds and more to read: once for all tests."""
    pytest.importorskip("cv2", reason="needs the extra ocr")
    return read((FOLDER / f"{SCAN}.pdf").read_bytes(), SCAN, OCR)


@cache
def factsheet() -> Factsheet:
    return parse(scan(), load_rules())


def findings() -> list[Finding]:
    return [finding for row in factsheet().rows for finding in row.findings]


@needs_ocr
@pytest.mark.slow
def test_a_scan_gives_the_verdicts_of_the_gold() -> None:
    wanted = expected(gold_of(known()[SCANS[SCAN].split(".")[0]]))
    got = judged(factsheet())
    assert len(got) == len(wanted) == 28
    right = sum(
        (w.printed, w.year, w.verdict) == (g.printed, g.year, g.verdict)
        for w, g in zip(wanted, got, strict=True)
    )
    assert right >= 0.95 * len(wanted)


@needs_ocr
@pytest.mark.slow
def test_of_a_hundred_characters_of_a_scan_less_than_one_is_wrong() -> None:
    wanted = [one.texts for one in expected(gold_of(known()["ede-2013"]))]
    got = [one.texts[0] for one in judged(factsheet())]
    wrong = sum(
        min(Levenshtein.distance(text, read_text) for text in texts)
        for texts, read_text in zip(wanted, got, strict=True)
    )
    assert wrong < 0.01 * sum(len(texts[0]) for texts in wanted)


@needs_ocr
@pytest.mark.slow
def test_everything_read_from_a_scan_asks_for_a_look_and_tells_how_it_was_read() -> None:
    assert scan().reader == "pdf+ocr"
    assert [edit.rule for edit in scan().edits] == ["ocr"] * len(scan().pages)
    assert "ocr" in {diagnostic.code for diagnostic in factsheet().diagnostics}
    assert all(finding.needs_review for finding in findings())
    assert {finding.glyph_method for finding in findings() if finding.verdict} == {"shape"}


@needs_ocr
@pytest.mark.slow
def test_the_box_of_a_verdict_holds_ink_where_the_page_lies_aslant() -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument((FOLDER / f"{SCAN}.pdf").read_bytes())
    pages = [page.render(scale=2, grayscale=True).to_numpy().squeeze() for page in pdf]
    boxes = [
        box
        for finding in findings()
        if finding.glyph
        for span, box in scan().boxes
        if span == finding.glyph.spans[0]
    ]
    assert len(boxes) == 28
    for box in boxes:
        rows = slice(round(2 * box.top), round(2 * box.bottom) + 1)
        columns = slice(round(2 * box.x0), round(2 * box.x1) + 1)
        assert pages[box.page - 1][rows, columns].min() < 140


def picture_of(lines: list[str]) -> Image.Image:
    """Lines of text as a picture of an A6 page at 200 dots to the inch."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(298, 420))
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(30, 380 - 16 * number, line)
    canvas.save()
    import pypdfium2

    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    image: Image.Image = page.render(scale=200 / 72, grayscale=True).to_pil()
    return image


@needs_ocr
def test_a_document_may_have_printed_and_scanned_pages() -> None:
    pytest.importorskip("cv2", reason="needs the extra ocr")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(298, 420))
    canvas.drawString(30, 380, "Deze pagina is gedrukt.")
    canvas.showPage()
    image = picture_of(["Deze pagina is gescand.", "De gemeente heeft beleid."])
    canvas.drawImage(ImageReader(image), 0, 0, 298, 420)
    canvas.save()
    document = read(buffer.getvalue(), "", OCR)
    assert document.text.split("\f") == [
        "Deze pagina is gedrukt.\n",
        "Deze pagina is gescand.\nDe gemeente heeft beleid.\n",
    ]
    assert [document.text[s.start : s.end].split()[3] for s in document.scanned] == ["gescand."]


@needs_ocr
def test_what_another_program_hid_behind_a_scan_is_read_anew() -> None:
    pytest.importorskip("cv2", reason="needs the extra ocr")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(298, 420))
    hidden = canvas.beginText(30, 380)
    hidden.setTextRenderMode(3)
    for _ in range(4):
        hidden.textLine("Deze paqina is gescamd en Vv slecht gelezen")
    canvas.drawText(hidden)
    canvas.drawImage(ImageReader(picture_of(["Deze pagina is gescand."])), 0, 0, 298, 420)
    canvas.save()
    assert read(buffer.getvalue(), "", OCR).text == "Deze pagina is gescand.\n"
    assert "paqina" in read(buffer.getvalue()).text


def test_without_ocr_a_scan_is_refused_with_the_way_to_read_it() -> None:
    with pytest.raises(SourceError, match="--ocr") as caught:
        read((FOLDER / f"{SCAN}.pdf").read_bytes())
    assert caught.value.code == "no_text_layer"


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract", reason="needs the extra ocr")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")


@pytest.mark.usefixtures("no_tesseract")
def test_where_tesseract_is_missing_it_is_said_what_to_install() -> None:
    with pytest.raises(SourceError, match="apt-get install tesseract-ocr tesseract-ocr-nld"):
        read((FOLDER / f"{SCAN}.pdf").read_bytes(), "", OCR)


@pytest.mark.usefixtures("no_tesseract")
def test_the_command_says_so_before_it_reads_anything() -> None:
    result = run("inspect", FOLDER / f"{SCAN}.pdf", "--ocr")
    assert (result.code, result.out) == (2, "")
    assert "apt-get install tesseract-ocr" in result.err
