"""Make `fixtures/`: each factsheet as a PDF (ReportLab), and what real converters make of that PDF.

    python -m tests.renderings.make_fixtures [--pdf FOLDER]

Needs reportlab, pyphen, pdfminer.six, poppler's pdftotext and DejaVu Sans (Debian:
fonts-dejavu-core); tests need none of them, they read the committed texts.
"""

# mypy: disable-error-code="import-untyped,import-not-found"
# ReportLab has no type information, and checking types needs none of it installed.

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from pdfminer.high_level import extract_text

from . import held_out, known, unseen
from .pdf import write_pdf

_FIXTURES = Path(__file__).parent / "fixtures"


def _pdftotext(*options: str) -> Callable[[Path], str]:
    def convert(pdf: Path) -> str:
        command = ["pdftotext", "-enc", "UTF-8", *options, str(pdf), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")

    return convert


PRODUCERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": _pdftotext(),
    "pdftotext-layout": _pdftotext("-layout"),
    "pdftotext-raw": _pdftotext("-raw"),
    "pdfminer": lambda pdf: extract_text(str(pdf)),
}


# The printed layout of each factsheet; one has its glyphs at either place.
_LAYOUTS = (
    *((name, "head") for name in ("ede-2013", "eindhoven-2015", "oosterhout-2015", "woerden-2015")),
    *((name, "column") for name in ("delft-2015", "eindhoven-2013", "zwolle-2013")),
    *(("deventer-2015", "column"), ("nissewaard-2015", "column"), ("leeuwarden-2013", "head")),
    ("ede-2013", "column"),
    *((name, place) for name in held_out() for place in ("head", "column")),
)


def main() -> None:
    """Write every fixture anew; `--pdf` keeps the PDFs as well."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pdf", type=Path, default=None)
    kept = parser.parse_args().pdf
    with tempfile.TemporaryDirectory() as temporary:
        folder = kept or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, glyphs_at in _LAYOUTS:
            pdf = folder / f"{name}.{glyphs_at}.pdf"
            sheet = {**known(), **unseen(), **held_out()}[name]
            write_pdf(sheet, pdf, has_glyph_column=glyphs_at == "column")
            texts = _FIXTURES / "held_out" if name in held_out() else _FIXTURES
            texts.mkdir(exist_ok=True)
            for producer, convert in PRODUCERS.items():
                path = texts / f"{name}.{producer}.glyphs-at-{glyphs_at}.txt"
                path.write_text(convert(pdf), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
