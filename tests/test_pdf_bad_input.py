"""Bad PDFs beside a good file: each is refused for its reason, and costs the good one nothing.

All are read in one run, as a folder of somebody's downloads would be.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ggsr_extract import load
from ggsr_extract.batch.extraction import factsheet_in
from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import parse
from ggsr_extract.readers import read
from ggsr_extract.readers.pdf import layout
from ggsr_extract.readers.pdf.opening import opened
from tests.bad_pdfs import BAD, GOOD, drawn, encrypted, without_index
from tests.commands import Result, good_file, run
from tests.comparing import judged, rules

LIMITS = ("--memory", "512", "--timeout", "60", "-j", "2", "--no-language")


def rows_of(output: Path, source_path: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of a document, by table."""
    dataset = load(output)
    documents = dataset["documents"]
    (key,) = documents[documents["source_path"] == source_path]["document_id"]
    tables = {name: dataset.arrow(name) for name in dataset}
    return {
        name: [row for row in table.to_pylist() if row["document_id"] == key]
        for name, table in tables.items()
        if "document_id" in table.column_names
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the good file by itself."""
    folder = tmp_path_factory.mktemp("alone")
    good_file(folder / "in")
    assert run("ingest", folder / "in", "-o", folder / "output", *LIMITS).code == 0
    return folder / "output"


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The dataset of the good file with all the bad ones beside it."""
    folder = tmp_path_factory.mktemp("together")
    good_file(folder / "in")
    for name, (make, _, _) in BAD.items():
        (folder / "in" / name).write_bytes(make())
    return run("ingest", folder / "in", "-o", folder / "output", *LIMITS), folder / "output"


def test_the_good_file_has_the_rows_that_it_has_alone(
    alone: Path, together: tuple[Result, Path]
) -> None:
    rows = rows_of(together[1], "good.txt")
    assert len(rows["findings"]) > 3
    assert rows == rows_of(alone, "good.txt")


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_pdf_is_refused_for_its_reason(name: str, together: tuple[Result, Path]) -> None:
    _, code, words = BAD[name]
    quarantine = load(together[1])["quarantine"].set_index("source_path")
    assert quarantine.loc[name, "code"] == code
    assert words in str(quarantine.loc[name, "message"])


def test_nothing_crashed_and_the_run_says_that_something_was_refused(
    together: tuple[Result, Path],
) -> None:
    result, output = together
    assert result.code == 3
    assert json.loads((output / "run.json").read_text())["log"] == []


def of_wrong_lengths() -> bytes:
    """Every stream says that it is shorter than it is; nothing moves in the file."""
    data = GOOD.read_bytes()
    changed = re.sub(rb"(?<=/Length )\d+", lambda match: b"0" * len(match[0]), data)
    assert len(changed) == len(data)
    return changed


def with_extras() -> bytes:
    """A script that runs when the file is opened, and a file attached."""
    with pikepdf.open(GOOD) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert('x')")
        pdf.Root.OpenAction = script
        about = {"filename": "evil.exe", "creation_date": "", "mod_date": ""}
        program = pikepdf.AttachedFileSpec(pdf, b"MZ" + bytes(100), mime_type="a/b", **about)
        pdf.attachments["evil.exe"] = program
        pdf.save(buffer := io.BytesIO())
    return buffer.getvalue()


# What reads on nevertheless: the bytes, and the codes and severities of what is said about it.
MENDED: dict[str, tuple[Callable[[], bytes], list[tuple[str, str]]]] = {
    "the end cut off": (lambda: without_index(GOOD.read_bytes()), [("damaged", "error")]),
    "index misdirected": (
        lambda: GOOD.read_bytes().replace(b"startxref\n", b"startxref\n9"),
        [("damaged", "error")],
    ),
    "no pages counted": (lambda: re.sub(rb"/Count \d", b"/Count 0", GOOD.read_bytes()), []),
    "wrong lengths of streams": (of_wrong_lengths, []),
    "locked by its owner": (lambda: encrypted("", "eigenaar"), [("password", "info")]),
    "rubbish before it": (lambda: b"rubbish\n" * 20 + GOOD.read_bytes(), []),
    "blanks after it": (lambda: GOOD.read_bytes() + bytes(5_000), []),
    "script and attachment": (with_extras, []),
}


@pytest.mark.parametrize("name", list(MENDED))
def test_what_can_be_read_nevertheless_gives_the_same_findings(name: str) -> None:
    make, said = MENDED[name]
    data = make()
    assert data != GOOD.read_bytes()
    sheet = factsheet_in(data, "", rules())
    assert judged(sheet) == judged(parse(read(GOOD.read_bytes()), rules()))
    assert [(notice.code, notice.severity) for notice in sheet.document.notices] == said
    assert [(item.code, item.severity) for item in sheet.diagnostics if item.code in CODES] == said


CODES = ("damaged", "password")


def test_a_mended_document_needs_review_and_keeps_the_key_of_its_bytes(tmp_path: Path) -> None:
    import hashlib

    data = GOOD.read_bytes()[: GOOD.read_bytes().rindex(b"startxref")]
    (tmp_path / "cut.pdf").write_bytes(data)
    result = run("ingest", tmp_path / "cut.pdf", "-o", tmp_path / "output", "-j", "0")
    assert result.code == 0
    (row,) = load(tmp_path / "output")["documents"].to_dict("records")
    assert row["status"] == "needs_review"
    assert row["source_sha256"] == hashlib.sha256(data).hexdigest()
    assert row["document_id"] == row["source_sha256"][:12]
    assert "damaged" in result.out.split("look at first")[1]


def with_a_bad_page(bad: bytes) -> bytes:
    """The good one and a page of another one at its end."""
    with pikepdf.open(GOOD) as pdf, pikepdf.open(io.BytesIO(bad)) as other:
        pdf.pages.append(other.pages[0])
        pdf.save(buffer := io.BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["numbered.pdf", "shifted.pdf", "unmapped.pdf"])
def test_a_page_without_meaning_is_left_out_and_told_of(name: str) -> None:
    document = read(with_a_bad_page(BAD[name][0]()))
    good = read(GOOD.read_bytes())
    assert document.text.rstrip("\f") == good.text
    assert len(document.pages) == len(good.pages) + 1
    (notice,) = document.notices
    assert (notice.code, notice.severity, notice.page) == ("unmapped_text", "error", 3)


def test_a_pdf_about_something_else_is_refused_before_its_pages_are_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[object] = []
    really = layout.blocks_of

    def watched(page: Any, *others: Any) -> Any:
        laid_out.append(page)
        return really(page, *others)

    monkeypatch.setattr(layout, "blocks_of", watched)
    with pytest.raises(SourceError) as caught:
        factsheet_in(BAD["other.pdf"][0](), "", rules())
    assert (caught.value.code, laid_out) == ("not_a_factsheet", [])
    factsheet_in(GOOD.read_bytes(), "", rules())
    assert len(laid_out) == 2


def test_one_page_of_a_factsheet_in_a_book_about_something_else_is_found() -> None:
    with pikepdf.open(io.BytesIO(BAD["other.pdf"][0]())) as book, pikepdf.open(GOOD) as good:
        book.pages.extend(good.pages)
        book.save(buffer := io.BytesIO())
    assert len(factsheet_in(buffer.getvalue(), "", rules()).rows) == 2


def test_a_damaged_file_of_which_nothing_useful_is_left_is_not_taken_for_another_kind() -> None:
    """That it is no factsheet would be said of it without its pages."""
    text = without_index(drawn(lambda canvas: canvas.drawString(40, 200, "De gemeente")))
    with pytest.raises(SourceError) as caught:
        factsheet_in(text, "", rules())
    assert caught.value.code == "damaged"
    assert "no theme" in str(caught.value)


def with_a_hole(place: bytes, length: int) -> bytes:
    """The good one with blanks over what stands some way after the first such place."""
    data = GOOD.read_bytes()
    start = data.index(place) + len(place) + 40
    return data[:start] + b" " * length + data[start + length :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_a_hole(b">>\nstream\n", 4), "1 of its streams"),
        (GOOD.read_bytes().replace(b"\n9 0 obj", b"\n9 0 obk"), "index leads nowhere"),
    ],
)
def test_what_pdfium_passes_over_without_a_word_is_told_of(data: bytes, words: str) -> None:
    assert len(data) == len(GOOD.read_bytes())
    assert data != GOOD.read_bytes()
    with opened(GOOD.read_bytes()) as pdf:
        assert pdf.notices == ()
    with opened(data) as pdf:
        (notice,) = pdf.notices
    assert (notice.code, notice.severity) == ("damaged", "error")
    assert words in notice.message
