"""Make the facsimiles anew: `python -m tests.facsimiles.make [NAME…]`.

A facsimile is one of the known factsheets on paper again, from its transcribed text: the published
PDFs cannot be had. They are tests, no publications. Needs ReportLab, and Debian's weasyprint,
chromium, libreoffice-writer-nogui and fonts-dejavu-core; the tests need none of these.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pypdfium2

from tests.facsimiles.html import printed_page
from tests.facsimiles.look import Geometry, Look
from tests.facsimiles.scan import scanned
from tests.facsimiles.symbols import in_any_order, with_simple_font
from tests.renderings import known
from tests.renderings.model import Factsheet
from tests.renderings.pdf import write_pdf

__all__ = ["FACSIMILES", "SCANS", "Facsimile", "printed"]

FOLDER = Path(__file__).parent
MANIFEST = FOLDER / "manifest.toml"
_HEAD = """\
# Facsimiles: the known factsheets printed anew from their transcribed texts, by several producers
# and in several looks. Made by `python -m tests.facsimiles.make`, each looked at as a picture. They
# test the PDF reader and are no publications; the documents themselves are in corpus/.
"""

USUAL = Look()


@dataclass(frozen=True, slots=True)
class Facsimile:
    """A document (key of the known factsheets), what prints it, and how it looks."""

    document: str
    producer: str
    look: Look = USUAL


FACSIMILES: Mapping[str, Facsimile] = {
    "ede-2013.reportlab": Facsimile("ede-2013", "reportlab"),
    "eindhoven-2013.reportlab": Facsimile("eindhoven-2013", "reportlab"),
    "ede-2013.paths": Facsimile("ede-2013", "reportlab", Look(marks="paths")),
    "delft-2015.paths": Facsimile("delft-2015", "reportlab", Look(marks="paths")),
    "delft-2015.dingbats": Facsimile(
        "delft-2015", "reportlab", Look(marks="dingbats", has_glyph_column=False)
    ),
    "oosterhout-2015.math": Facsimile("oosterhout-2015", "reportlab", Look(marks="math")),
    "ede-2013.grid": Facsimile("ede-2013", "weasyprint"),
    "ede-2013.rules": Facsimile(
        "ede-2013", "weasyprint", Look(ruling="horizontal", prose_columns=2)
    ),
    "ede-2013.zebra": Facsimile(
        "ede-2013", "weasyprint", Look(ruling="zebra", is_landscape=True, has_spans=False)
    ),
    "ede-2013.bare": Facsimile(
        "ede-2013",
        "weasyprint",
        Look(ruling="none", prose_columns=2, is_justified=True, has_spans=False),
    ),
    "eindhoven-2013.grid": Facsimile("eindhoven-2013", "weasyprint"),
    "eindhoven-2013.zebra": Facsimile(
        "eindhoven-2013",
        "weasyprint",
        Look(ruling="zebra", is_landscape=True, has_spans=False),
    ),
    "eindhoven-2015.rules": Facsimile(
        "eindhoven-2015", "weasyprint", Look(ruling="horizontal", prose_columns=2)
    ),
    "oosterhout-2015.split": Facsimile(
        "oosterhout-2015",
        "weasyprint",
        Look(ruling="horizontal", has_glyph_column=False, repeats_header=False, splits_rows=True),
    ),
    "oosterhout-2015.open": Facsimile(
        "oosterhout-2015",
        "weasyprint",
        Look(is_open=True, splits_rows=True, repeats_header=False, prose_columns=2),
    ),
    "oosterhout-2015.bare": Facsimile(
        "oosterhout-2015",
        "weasyprint",
        Look(ruling="none", has_glyph_column=False, splits_rows=True, repeats_header=False),
    ),
    "oosterhout-2015.images": Facsimile(
        "oosterhout-2015", "weasyprint", Look(marks="images", has_glyph_column=False)
    ),
    "ede-2013.images": Facsimile(
        "ede-2013", "weasyprint", Look(marks="images", ruling="zebra", has_spans=False)
    ),
    "delft-2015.head": Facsimile(
        "delft-2015", "weasyprint", Look(has_glyph_column=False, splits_rows=True)
    ),
    "delft-2015.bare": Facsimile(
        "delft-2015",
        "weasyprint",
        Look(ruling="none", has_glyph_column=False, splits_rows=True, repeats_header=False),
    ),
    "ede-2013.symbols": Facsimile("ede-2013", "weasyprint", Look(marks="symbols", bar="plain")),
    "eindhoven-2015.bytes": Facsimile(
        "eindhoven-2015",
        "weasyprint",
        Look(marks="bytes", has_glyph_column=False, running="top", bar="heading"),
    ),
    "ede-2013.shuffled": Facsimile(
        "ede-2013",
        "weasyprint",
        Look(ruling="horizontal", is_shuffled=True, running="middle", prose_columns=2),
    ),
    "delft-2015.tight": Facsimile(
        "delft-2015",
        "weasyprint",
        Look(
            ruling="horizontal",
            splits_rows=True,
            is_justified=True,
            running="outside",
            bar="plain",
            geometry=Geometry(
                page="B5", font="DejaVu Serif", size=8.0, leading=1.2, padding=(2.5, 3), after=2
            ),
        ),
    ),
    "ede-2013.chromium": Facsimile("ede-2013", "chromium"),
    "oosterhout-2015.symbols": Facsimile(
        "oosterhout-2015",
        "chromium",
        Look(ruling="none", marks="symbols", has_spans=False, splits_rows=True, is_shuffled=True),
    ),
    "delft-2015.wide": Facsimile(
        "delft-2015",
        "chromium",
        Look(
            ruling="zebra",
            is_landscape=True,
            repeats_header=False,
            splits_rows=True,
            bar="heading",
            geometry=Geometry(size=9.0, padding=(4, 6), indicator=60, font="DejaVu Sans Condensed"),
        ),
    ),
    "eindhoven-2015.drawn": Facsimile(
        "eindhoven-2015", "chromium", Look(marks="paths", ruling="horizontal")
    ),
    "delft-2015.chromium": Facsimile(
        "delft-2015", "chromium", Look(ruling="horizontal", prose_columns=2)
    ),
    "eindhoven-2015.chromium": Facsimile(
        "eindhoven-2015", "chromium", Look(ruling="zebra", is_landscape=True, has_spans=False)
    ),
    "delft-2015.libreoffice": Facsimile(
        "delft-2015", "libreoffice", Look(has_attributes=True, splits_rows=True)
    ),
    "oosterhout-2015.libreoffice": Facsimile(
        "oosterhout-2015", "libreoffice", Look(has_attributes=True, has_glyph_column=False)
    ),
}


# Facsimiles that were printed and scanned again: name → the printed one.
SCANS: Mapping[str, str] = {"ede-2013.scan": "ede-2013.grid"}


def _reportlab(factsheet: Factsheet, look: Look, pdf: Path) -> None:
    write_pdf(
        factsheet,
        pdf,
        has_glyph_column=look.has_glyph_column,
        marks=look.marks,
    )


def _weasyprint(factsheet: Factsheet, look: Look, pdf: Path) -> None:
    page = pdf.with_suffix(".html")
    page.write_text(printed_page(factsheet, look), encoding="utf-8")
    _run("weasyprint", "-q", str(page), str(pdf))


def _chromium(factsheet: Factsheet, look: Look, pdf: Path) -> None:
    page = pdf.with_suffix(".html")
    page.write_text(printed_page(factsheet, look), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *options, f"--print-to-pdf={pdf}", str(page))


def _libreoffice(factsheet: Factsheet, look: Look, pdf: Path) -> None:
    page = pdf.with_suffix(".html")
    page.write_text(printed_page(factsheet, look), encoding="utf-8")
    options = (
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "pdf:writer_pdf_Export",
    )
    _run("soffice", *options, "--outdir", str(pdf.parent), str(page))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


_PRODUCERS: Mapping[str, Callable[[Factsheet, Look, Path], None]] = {
    "reportlab": _reportlab,
    "weasyprint": _weasyprint,
    "chromium": _chromium,
    "libreoffice": _libreoffice,
}


def printed(factsheet: Factsheet, producer: str, look: Look) -> bytes:
    """A factsheet as a PDF by one of the producers, in a look."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        _PRODUCERS[producer](factsheet, look, pdf)
        data = pdf.read_bytes()
    if look.marks == "bytes":
        data = with_simple_font(data)
    return in_any_order(data) if look.is_shuffled else data


def _made(name: str) -> None:
    if name in SCANS:
        original = (FOLDER / f"{SCANS[name]}.pdf").read_bytes()
        (FOLDER / f"{name}.pdf").write_bytes(scanned(original))
        return
    facsimile = FACSIMILES[name]
    pdf = printed(known()[facsimile.document], facsimile.producer, facsimile.look)
    (FOLDER / f"{name}.pdf").write_bytes(pdf)


def _entry(name: str, facsimile: Facsimile) -> Iterator[str]:
    data = (FOLDER / f"{name}.pdf").read_bytes()
    pdf = pypdfium2.PdfDocument(data)
    yield "\n[[facsimiles]]"
    yield f'file = "{name}.pdf"'
    yield f'document = "{facsimile.document}"'
    yield f'producer = "{facsimile.producer}"'
    yield f'made_with = "{pdf.get_metadata_value("Producer")}"'
    if facsimile.producer != "reportlab" or facsimile.look != USUAL:
        yield f'look = "{_said(facsimile.look)}"'
    yield f"pages = {len(pdf)}"
    yield f"bytes = {len(data)}"
    yield f'sha256 = "{hashlib.sha256(data).hexdigest()}"'
    pdf.close()


def _said(look: Look) -> str:
    """The choices that differ from the usual look."""
    chosen = (
        f"{field.name}: {getattr(look, field.name)}"
        for field in fields(look)
        if getattr(look, field.name) != getattr(USUAL, field.name)
    )
    return ", ".join(chosen) or "usual"


def main() -> None:
    """Make the named facsimiles (all of them), and the manifest."""
    for name in sys.argv[1:] or (*FACSIMILES, *SCANS):
        _made(name)
    scans = {name: replace(FACSIMILES[of], producer="scan") for name, of in SCANS.items()}
    lines = (line for name, made in {**FACSIMILES, **scans}.items() for line in _entry(name, made))
    MANIFEST.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
