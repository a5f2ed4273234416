"""A verdict that is drawn or placed as an image is told by its shape, and by nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.model import Finding
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Document
from tests.drawing import CHECK, CROSS, DASH, STAR, WAYS, Strokes, Way, picture_of

HEIGHT = 420
SIGNS = {"check": CHECK, "cross": CROSS, "dash": DASH}
VERDICTS = {"check": "meets", "cross": "improvement_point", "dash": "not_assessed"}
ROWS = (
    ("De gemeente heeft zicht op de populatie GGSR", "Er is zicht op de groep."),
    ("De gemeente heeft beleid voor de groep GGSR", "Er is geen beleid voor deze gezinnen."),
)


def printed(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, HEIGHT))
    canvas.setFont("Helvetica", 9)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def page(draw: Callable[[Canvas], None]) -> Document:
    return read(printed(draw))


def shapes(document: Document) -> list[str]:
    return [shape.name for _, shape in document.shapes]


def factsheet_page(way: Way, signs: tuple[Strokes, Strokes], *, at_head: bool) -> bytes:
    """A baseline's table with a verdict for each row: in a column of its own, or before the words.

    Around it stands what is no verdict: a theme bar with an icon, bullets, rules, an underline.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(40, HEIGHT - 40, "Factsheet Lelystad")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, HEIGHT - 60, "Aanpak: Wijkteams")
        canvas.line(40, HEIGHT - 62, 75, HEIGHT - 62)
        canvas.drawString(40, HEIGHT - 80, "Bevindingen toezichtonderzoek")
        for top in (100, 120, 150, 180):
            canvas.line(40, HEIGHT - top, 460, HEIGHT - top)
        for x in (40, 120, 240, *([] if at_head else [270]), 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 180)
        for x, head in ((44, "Criteria"), (124, "Indicatoren"), (290, "Bevindingen")):
            canvas.drawString(x, HEIGHT - 114, head)
        for number, ((indicator, words), sign) in enumerate(zip(ROWS, signs, strict=True)):
            down = HEIGHT - 134 - 30 * number
            for line, part in enumerate(halves(indicator)):
                canvas.drawString(124, down - 11 * line, part)
            way(canvas, sign, 247, down, 7)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.drawString(261 if at_head else 276, down, words)

    return printed(draw)


def halves(text: str) -> tuple[str, str]:
    words = text.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def findings_of(data: bytes) -> list[Finding]:
    factsheet = parse(read(data), load_rules())
    return [finding for row in factsheet.rows for finding in row.findings]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at_head", [False, True], ids=["column", "head"])
def test_a_drawn_verdict_is_told_by_its_shape(way: str, at_head: bool) -> None:
    data = factsheet_page(WAYS[way], (CHECK, CROSS), at_head=at_head)
    document, findings = read(data), findings_of(data)
    assert [f.verdict for f in findings] == ["meets", "improvement_point"]
    assert [f.glyph_method for f in findings] == ["shape", "shape"]
    assert [f.text and f.text.text for f in findings] == [words for _, words in ROWS]
    assert not any(f.needs_review for f in findings)
    for finding in findings:
        assert finding.glyph is not None
        assert finding.glyph.text == "\ufffc"
        (box,) = [b for span, b in document.boxes if span.contains(finding.glyph.hull)]
        assert 240 < box.x0 < box.x1 < 262


@pytest.mark.parametrize("way", ["stroked", "outlined", "image", "opaque image", "form"])
def test_a_drawn_dash_says_that_nothing_was_tested(way: str) -> None:
    findings = findings_of(factsheet_page(WAYS[way], (DASH, CHECK), at_head=False))
    assert [f.verdict for f in findings] == ["not_assessed", "meets"]


@pytest.mark.parametrize("way", WAYS)
def test_a_drawing_that_is_no_known_sign_leaves_the_verdict_open(way: str) -> None:
    star, check = findings_of(factsheet_page(WAYS[way], (STAR, CHECK), at_head=False))
    assert (star.verdict, star.needs_review, check.verdict) == (None, True, "meets")


def test_an_open_verdict_has_a_diagnostic() -> None:
    data = factsheet_page(WAYS["image"], (STAR, CHECK), at_head=False)
    diagnostics = parse(read(data), load_rules()).diagnostics
    assert [d.code for d in diagnostics if d.code == "verdict_unreadable"] == ["verdict_unreadable"]


def test_what_shows_nothing_is_no_mark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 300, "Er is zicht op de groep.")
        canvas.drawImage(ImageReader(picture_of([])), 20, 298, 10, 10, mask="auto")
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.lines([(20, 280, 30, 290), (30, 290, 40, 280)])

    document = page(draw)
    assert (document.text, document.shapes) == ("Er is zicht op de groep.\n", ())


def test_underlines_borders_and_dashed_lines_are_no_dashes() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 300, "Er is zicht")
        canvas.line(40, 298.5, 50, 298.5)
        canvas.line(60, 303, 66, 303)
        for x in range(40, 200, 14):
            canvas.line(x, 250, x + 7, 250)
        canvas.rect(40, 200, 12, 12)
        canvas.grid([40, 52, 64], [150, 160, 170])

    assert shapes(page(draw)) == []


def test_a_logo_of_many_strokes_is_no_mark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 300, "Er is zicht")
        for x in range(40, 100, 6):
            WAYS["stroked"](canvas, CROSS, x, 340, 8)

    assert shapes(page(draw)) == []


@pytest.mark.parametrize(
    "strokes",
    [
        [[(0.1, 0.95), (0.9, 0.05)]],
        [[(0.05, 0.05), (0.5, 0.95), (0.95, 0.05)]],
        [[(0.5, 0.05), (0.5, 0.95)], [(0.05, 0.5), (0.95, 0.5)]],
        [[(0.05, 0.95), (0.5, 0.05), (0.95, 0.95)]],
    ],
    ids=["slash", "V", "plus", "caret"],
)
def test_strokes_that_are_nearly_a_sign_are_none(strokes: Strokes) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 400, "Er is zicht op de groep.")
        for number in range(1, 8):
            canvas.saveState()
            canvas.translate(50, 390 - 30 * number)
            canvas.scale(1, 0.7 + 0.1 * number)
            canvas.setLineCap(number % 2)
            WAYS["stroked"](canvas, strokes, 0, 0, 7 + number)
            canvas.restoreState()

    assert set(shapes(page(draw))) <= {"unknown"}


@pytest.mark.parametrize("name", SIGNS)
def test_colour_size_and_weight_do_not_matter(name: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 400, "Er is zicht op de groep.")
        for number, (size, weight) in enumerate(
            (size, weight) for size in (5.5, 8, 12, 15) for weight in (0.06, 0.12, 0.2)
        ):
            canvas.setStrokeColorRGB(number / 12, 0.5 - number / 24, 0.2)
            canvas.setLineWidth(size * weight)
            path = canvas.beginPath()
            for line in SIGNS[name]:
                for place, (x, y) in enumerate(line):
                    to = path.lineTo if place else path.moveTo
                    to(50 + x * size, 380 - 30 * number - y * size)
            canvas.drawPath(path)

    assert shapes(page(draw)) == [name] * 12


def with_drawn_font(data: bytes, codes: Mapping[str, Strokes]) -> bytes:
    """The PDF with its font Courier as one that draws these signs, and says nothing of them."""
    pdf = pikepdf.open(io.BytesIO(data))
    drawn = {code: pdf.make_stream(operators(strokes)) for code, strokes in codes.items()}
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        FirstChar=0,
        LastChar=255,
        Widths=[1] * 256,
        Encoding=pikepdf.Dictionary(
            Differences=[it for code in codes for it in (ord(code), pikepdf.Name(f"/s{code}"))]
        ),
        CharProcs=pikepdf.Dictionary({f"/s{code}": sign for code, sign in drawn.items()}),
        Resources=pikepdf.Dictionary(),
    )
    fonts = pdf.pages[0].Resources.Font
    (name,) = (key for key, it in fonts.items() if it.BaseFont == "/Courier")
    fonts[name] = pdf.make_indirect(font)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def operators(strokes: Strokes) -> bytes:
    lines = [
        " ".join(f"{x:.3f} {1 - y:.3f} {'l' if n else 'm'}" for n, (x, y) in enumerate(line))
        for line in strokes
    ]
    return f"1 0 d0 0.12 w {' '.join(lines)} S".encode()


def in_courier(codes: Mapping[str, Strokes]) -> Way:
    """The sign as the character that stands for it."""

    def write(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
        canvas.setFont("Courier", size)
        canvas.drawString(x, y, next(code for code, it in codes.items() if it is strokes))
        canvas.setFont("Helvetica", 9)

    return write


def test_a_sign_of_a_font_that_says_nothing_is_told_by_its_shape() -> None:
    codes = {"a": CHECK, "b": CROSS}
    data = factsheet_page(in_courier(codes), (CHECK, CROSS), at_head=False)
    findings = findings_of(with_drawn_font(data, codes))
    assert [f.verdict for f in findings] == ["meets", "improvement_point"]
    assert [f.glyph and f.glyph.text for f in findings] == ["a", "b"]
    assert [f.glyph_method for f in findings] == ["shape", "shape"]


def test_a_sign_that_looks_other_than_it_says_is_left_open() -> None:
    codes = {"X": CHECK, "b": CROSS}
    data = factsheet_page(in_courier(codes), (CHECK, CROSS), at_head=False)
    contradiction, cross = findings_of(with_drawn_font(data, codes))
    assert (contradiction.verdict, contradiction.needs_review) == (None, True)
    assert cross.verdict == "improvement_point"


def test_ordinary_letters_that_stand_alone_are_no_verdicts() -> None:
    def draw(canvas: Canvas) -> None:
        for number, letter in enumerate("VvYKLTNAHZ74"):
            canvas.setFont("Helvetica" if number % 2 else "Times-Italic", 12)
            canvas.drawString(40, 380 - 20 * number, letter)
        canvas.setFont("Courier", 9)
        canvas.drawString(40, 60, "Er is zicht op de groep.")

    assert shapes(page(draw)) == []
