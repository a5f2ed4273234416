"""How long the stages take, as ratios in one run: `make bench`.

The measure is what nobody can do without: reading the file and splitting it into lines. Medians of
several rounds; the rounds of a stage and of its measure alternate, so that a machine that slows
down slows both.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.recognition import may_be_factsheet
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules
from tests.bad_pdfs import BAD

CORPUS = Path(__file__).parent.parent / "corpus"
FACSIMILES = Path(__file__).parent / "facsimiles"
ROUNDS = 15
PDF_ROUNDS = 5
PROCESS_ROUNDS = 7
COMMAND = ("-m", "ggsr_extract")
# A process that has all imported tells by how much a long PDF makes it grow (Linux).
GROWING = """
import re, sys
from pathlib import Path
from ggsr_extract.readers import read

def highest():
    # Not the resource module's: a process has the figure of the one that started it from there.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

few, many = map(Path, sys.argv[1:])
read(few.read_bytes())
data = many.read_bytes()
before = highest()
document = read(data)
print((highest() - before) / 1024 / len(document.pages))
"""


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(work: Callable[[], object], measure: Callable[[], object], rounds: int) -> float:
    """Median time of `work` in medians of `measure`, the two in turn after a warm-up."""
    work()
    measure()
    pairs = [(seconds(work), seconds(measure)) for _ in range(rounds)]
    works, measures = zip(*pairs, strict=True)
    return float(statistics.median(works) / statistics.median(measures))


def document_rows() -> Iterator[tuple[str, float]]:
    """Reading, and reading with parsing, of each known document."""
    rules = load_rules()
    for path in sorted(CORPUS.glob("*.txt")):

        def lines(path: Path = path) -> object:
            return path.read_bytes().decode().splitlines()

        def reading(path: Path = path) -> object:
            return read(path.read_bytes())

        def parsing(path: Path = path) -> object:
            return parse(read(path.read_bytes()), rules)

        yield f"{path.stem}: read", ratio(reading, lines, ROUNDS)
        yield f"{path.stem}: read and parse", ratio(parsing, lines, ROUNDS)


def pdf_rows() -> Iterator[tuple[str, float]]:
    """From the bytes of a PDF to findings, in times of pdfium's plain text of its pages.

    All is warm: drawn marks that the first round has seen are known again in the others.
    """
    import pypdfium2

    rules = load_rules()
    for path in sorted(FACSIMILES.glob("*.pdf")):
        data = path.read_bytes()
        if not has_text(data):
            continue

        def plain(data: bytes = data) -> None:
            document = pypdfium2.PdfDocument(data)
            for page in document:
                page.get_textpage().get_text_bounded()
            document.close()

        def reading(data: bytes = data) -> object:
            return read(data)

        def parsing(data: bytes = data) -> object:
            return parse(read(data), rules)

        yield f"{path.stem}: read", ratio(reading, plain, PDF_ROUNDS)
        yield f"{path.stem}: read and parse", ratio(parsing, plain, PDF_ROUNDS)


def has_text(data: bytes) -> bool:
    """Whether a PDF is more than pictures of pages."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        return any(page.get_textpage().count_chars() for page in document)


def opening_rows() -> Iterator[tuple[str, float]]:
    """What is set aside, and what the other engine takes, in times of pdfium's plain text."""
    import pypdfium2

    def plain(data: bytes) -> Callable[[], object]:
        def read_plain() -> None:
            with closing(pypdfium2.PdfDocument(data)) as document:
                for page in document:
                    page.get_textpage().get_text_bounded()

        return read_plain

    other = BAD["other.pdf"][0]()
    wanted = ReadOptions(is_wanted=partial(may_be_factsheet, rules=load_rules()))

    def refusing() -> None:
        with suppress(SourceError):
            read(other, "", wanted)

    yield "30 pages about something else", ratio(refusing, plain(other), PDF_ROUNDS)
    good = (FACSIMILES / "ede-2013.reportlab.pdf").read_bytes()
    plumbing = partial(read, good, "", ReadOptions(pdf_engine="pdfplumber"))
    yield "ede-2013.reportlab: read by pdfplumber", ratio(plumbing, plain(good), PDF_ROUNDS)


def memory_rows() -> Iterator[tuple[str, float]]:
    """MiB by which a fresh process grows when it reads a long PDF and keeps what it read."""
    from tests.test_pdf_memory import pages

    with TemporaryDirectory() as folder:
        paths = {count: Path(folder) / f"{count}.pdf" for count in (4, 700)}
        for count, path in paths.items():
            path.write_bytes(pages(count))
        command = [sys.executable, "-c", GROWING, *map(str, paths.values())]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        yield "a page, of 700", float(told)


def process_rows() -> Iterator[tuple[str, float]]:
    """Whole processes, in times of `python -c pass`."""
    bare = process("-c", "pass")
    # What the installed command does: `python -m` would look for the module first.
    help_text = process("-c", "from ggsr_extract.cli import main; main(['--help'])")
    yield "ggsr-extract --help", ratio(help_text, bare, PROCESS_ROUNDS)
    inspect = process(*COMMAND, "inspect", str(CORPUS / "eindhoven-2013.txt"))
    yield "ggsr-extract inspect (interleaved)", ratio(inspect, bare, PROCESS_ROUNDS)
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "factsheet.pdf"
        pdf.write_bytes(first_pages(FACSIMILES / "eindhoven-2013.grid.pdf", 7))
        for name, source in (("7 pages of PDF", pdf), ("a text", CORPUS / "delft-2015.txt")):
            for options in (("--no-language", "-j", "0"), ("--no-language",), ("-j", "0"), ()):
                work = partial(ingest_anew, source, options)
                words = " ".join(("ggsr-extract ingest", *options))
                yield f"{words} ({name})", ratio(work, bare, PROCESS_ROUNDS)


def process(*words: str) -> Callable[[], object]:
    """Runs Python in a process of its own, with modules compiled as an installation has them."""
    environment = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *words]
    return partial(subprocess.run, command, check=True, capture_output=True, env=environment)


def ingest_anew(source: Path, options: Sequence[str]) -> None:
    """Make a dataset of one file, where nothing is known from before."""
    with TemporaryDirectory() as folder:
        process(*COMMAND, "ingest", str(source), "-o", f"{folder}/output", *options)()


def first_pages(path: Path, count: int) -> bytes:
    """A PDF of the first pages of another."""
    import pypdfium2

    with (
        closing(pypdfium2.PdfDocument(path)) as whole,
        closing(pypdfium2.PdfDocument.new()) as part,
    ):
        part.import_pages(whole, list(range(count)))
        buffer = io.BytesIO()
        part.save(buffer)
        return buffer.getvalue()


def language_rows() -> Iterator[tuple[str, float]]:
    """What words say, in times of `spacy.blank("nl")` alone, on a text that both see first."""
    import spacy
    from spacy.language import Language

    from ggsr_extract.language.pipeline import Reader
    from ggsr_extract.language.unit_text import UnitText
    from ggsr_extract.language.units import units_of

    rules = load_rules()
    sheets = [parse(read(path.read_bytes()), rules) for path in sorted(CORPUS.glob("*.txt"))]
    units = [(sheet.document, unit) for sheet in sheets for unit in units_of(sheet)]

    def ours(reader: Reader) -> float:
        return seconds(lambda: [reader.read(UnitText(*it)) for it in units])

    def bare(nlp: Language) -> float:
        return seconds(lambda: [nlp(unit.passage.text) for _, unit in units])

    # New ones each time, whose vocabulary is empty: words that were seen before are quicker.
    pairs = [(ours(Reader(rules)), bare(spacy.blank("nl"))) for _ in range(ROUNDS)]
    works, measures = zip(*pairs, strict=True)
    yield "language stage, unseen text", statistics.median(works) / statistics.median(measures)


def main() -> None:
    """Print the lists."""
    print("times reading the file and splitting it into lines (median of", ROUNDS, "rounds)")
    for name, value in document_rows():
        print(f"  {value:8.1f}  {name}")
    print("times pdfium's plain text of the pages (median of", PDF_ROUNDS, "rounds)")
    for name, value in pdf_rows():
        print(f"  {value:8.1f}  {name}")
    for name, value in opening_rows():
        print(f"  {value:8.1f}  {name}")
    print("MiB of memory, at its highest")
    for name, value in memory_rows():
        print(f"  {value:8.3f}  {name}")
    print("times spaCy's blank Dutch pipeline (median of", ROUNDS, "rounds)")
    for name, value in language_rows():
        print(f"  {value:8.1f}  {name}")
    print("times `python -c pass` (median of", PROCESS_ROUNDS, "rounds)")
    for name, value in process_rows():
        print(f"  {value:8.1f}  {name}")


if __name__ == "__main__":
    main()
