"""Hundreds of files that are no factsheets cost nothing but a reason each, and little time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ggsr_extract import load
from ggsr_extract.dataset.codes import QUARANTINE_CODES
from ggsr_extract.readers.pdf import layout, wanting
from tests.commands import Result, documents_in, good_file, run
from tests.junk import LONG_REPORT, REPORT_PAGES, make_junk


@dataclass(frozen=True)
class Ran:
    """A run over a folder of junk with one factsheet in it."""

    folder: Path
    output: Path
    files: int
    result: Result
    looked_at: Counter[str]

    def refused(self) -> dict[str, dict[str, Any]]:
        """Rows of the quarantine by path."""
        frame = load(self.output)["quarantine"].astype(object)
        assert frame["source_path"].is_unique
        rows = frame.to_dict("records")
        return {str(row["source_path"]): {str(key): row[key] for key in row} for row in rows}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("junk") / "in"
    files = make_junk(folder) + 1
    good_file(folder / "Mijn documenten", "factsheet.txt")
    looked_at: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        _count(patch, looked_at)
        output = folder.parent / "output"
        result = run("ingest", folder, "-o", output, "--jobs", "0")
    yield Ran(folder, output, files, result, looked_at)
    (folder / "vreemd" / "dicht.txt").chmod(0o600)


def _count(patch: pytest.MonkeyPatch, looked_at: Counter[str]) -> None:
    """Count the pages whose plain text is read, and those that are laid out."""
    texts: Callable[..., Iterator[str]] = wanting._texts
    blocks_of: Callable[..., Any] = layout.blocks_of

    def counted_texts(*arguments: Any) -> Iterator[str]:
        for text in texts(*arguments):
            looked_at["text"] += 1
            yield text

    def counted_blocks(*arguments: Any) -> Any:
        looked_at["layout"] += 1
        return blocks_of(*arguments)

    patch.setattr(wanting, "_texts", counted_texts)
    patch.setattr(layout, "blocks_of", counted_blocks)


def test_there_are_hundreds_of_files(ran: Ran) -> None:
    assert ran.files >= 300


def test_the_one_factsheet_comes_through(ran: Ran) -> None:
    assert ran.result.code == 3, ran.result.err
    assert documents_in(ran.output) == ["Mijn documenten/factsheet.txt"]
    assert len(load(ran.output)["findings"]) == 4


def test_each_of_the_others_is_refused_once_with_a_code_and_a_reason(ran: Ran) -> None:
    refused = ran.refused()
    assert len(refused) == ran.files - 1
    codes = Counter(row["code"] for row in refused.values())
    assert set(codes) <= set(QUARANTINE_CODES)
    assert not codes.keys() & {"crash", "timeout", "memory", "ambiguous_reader"}, codes
    for path, row in refused.items():
        assert len(row["message"].split()) >= 2, path
        assert row["message"].isprintable(), path


EXPECTED = {
    "archief/brief 0.docx": "binary",
    "archief/oud 0.doc": "binary",
    "archief/verslag 0.txt": "not_a_factsheet",
    "archief/tabel 0.tsv": "not_a_factsheet",
    "archief/tabel 0.md": "not_a_factsheet",
    "archief/pagina 0.html": "not_a_factsheet",
    "archief/verslag utf16 0.txt": "not_a_factsheet",
    "archief/blanco 0.txt": "empty",
    "archief/leeg 0.txt": "empty",
    "archief/foto 0.png": "binary",
    "archief/geluid 0.wav": "binary",
    "archief/film 0.mp4": "binary",
    "archief/pakket.tar 0.gz": "binary",
    "archief/brief 0.pdf": "not_a_factsheet",
    "archief/poster 0.pdf": "not_a_factsheet",
    "archief/formulier 0.pdf": "not_a_factsheet",
    "archief/dia's 0.pdf": "not_a_factsheet",
    "archief/inspectierapport 0.pdf": "not_a_factsheet",
    "archief/scan 0.pdf": "no_text_layer",
    "archief/op slot 0.pdf": "password",
    "archief/ruis 0.pdf": "damaged",
    LONG_REPORT: "not_a_factsheet",
    "vreemd/groot.bin": "too_large",
    "vreemd/kring": "unreadable",
    "vreemd/nergens": "unreadable",
    "vreemd/eruit": "unreadable",
    "vreemd/pijp": "unreadable",
    "vreemd/contact": "unreadable",
    "namen/-rf": "not_a_factsheet",
}


def test_the_codes_say_what_is_the_matter(ran: Ran) -> None:
    refused = ran.refused()
    assert {path: refused[path]["code"] for path in EXPECTED} == EXPECTED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_unreadable(ran: Ran) -> None:
    assert ran.refused()["vreemd/dicht.txt"]["code"] == "unreadable"


def test_of_a_pdf_about_something_else_some_pages_are_looked_at_and_none_is_laid_out(
    ran: Ran,
) -> None:
    about_something_else = [
        path
        for path, row in ran.refused().items()
        if path.endswith(".pdf") and row["code"] == "not_a_factsheet"
    ]
    assert len(about_something_else) > 20
    assert ran.looked_at["text"] < 12 * len(about_something_else)
    # But for those of a scan, an empty page and a file that is cut off: 4, 1 and 3 pages.
    assert ran.looked_at["layout"] <= 5 * (4 + 1 + 3)


def test_a_report_of_hundreds_of_pages_is_not_gone_through(ran: Ran) -> None:
    assert ran.refused()[LONG_REPORT]["message"] == (
        f"not a GGSR factsheet: none of the first 40 of its {REPORT_PAGES} pages says what one "
        "says; if one begins further on, split the file"
    )
