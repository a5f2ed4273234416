"""What many documents cost: time, memory, workers, a second run. `make bench N=10000`.

On synthetic factsheets, as ratios in one run. `python -m tests.bench_batch N` (by default 500)
compares N documents with a tenth of them; the goals stand beside the rows.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ggsr_extract.factsheet import parse
from ggsr_extract.language import annotate
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules
from tests.synthetic import Synthetic, synthetic, write_corpus

DEFAULT = 500
SAMPLE = 60
ROUNDS = 3
# Start and end of a run, which no second worker makes shorter, are a small share of it.
COPIES = 10
FACSIMILES = Path(__file__).parent / "facsimiles"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a command, and MiB of its largest process."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: a ratio, what it is of, and what it should be."""

    value: float
    name: str
    goal: str


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*words: str) -> Cost:
    """Run a command as a user would."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "ggsr_extract", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"{words[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024)


def ingest(source: Path, output: Path, *options: str) -> Cost:
    """Bring documents into a dataset."""
    return run("ingest", str(source), "-o", str(output), "-q", *options)


# -- one document ----------------------------------------------------------------------------------


def text_lines() -> Iterator[Line]:
    """The chain on unseen text, by shape, in times of reading the file and splitting it."""
    with TemporaryDirectory() as folder:
        write_corpus(Path(folder), SAMPLE)
        made = [synthetic(number) for number in range(SAMPLE)]
        tagged = [one for one in made if one.shape == "tagged"]
        woven = [one for one in made if one.shape == "interleaved"]
        yield Line(_chain(tagged, Path(folder)), "tagged text: read and parse", "≤ 20")
        yield Line(_chain(woven, Path(folder)), "interleaved text: read and parse", "≤ 100")
        yield Line(_language(made), "with language, in times of spaCy's bare tokenizer", "≤ 4")


def _chain(made: Sequence[Synthetic], folder: Path) -> float:
    rules = load_rules()
    parse(read((folder / made[0].name).read_bytes()), rules)
    ratios = []
    for one in made:
        path = folder / one.name
        chain = [
            seconds(lambda path=path: parse(read(path.read_bytes()), rules))  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        lines = [
            seconds(lambda path=path: path.read_bytes().decode().splitlines())  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        ratios.append(statistics.median(chain) / statistics.median(lines))
    return statistics.median(ratios)


def _language(made: Sequence[Synthetic]) -> float:
    """Both see each text once, in turn: what a vocabulary has seen before goes faster."""
    import spacy

    rules = load_rules()
    annotate(parse(read(synthetic(SAMPLE).text.encode()), rules), rules)
    bare = spacy.blank("nl")
    pairs = []
    for one in made:
        whole = seconds(lambda one=one: _annotated(one, rules))  # type: ignore[misc]
        tokens = seconds(lambda one=one: bare(one.text))  # type: ignore[misc]
        pairs.append((whole, tokens))
    wholes, tokenized = zip(*pairs, strict=True)
    return float(sum(wholes) / sum(tokenized))


def _annotated(one: Synthetic, rules: object) -> object:
    return annotate(parse(read(one.text.encode()), rules), rules)  # type: ignore[arg-type]


# -- many documents --------------------------------------------------------------------------------


def worker_lines(folder: Path) -> Iterator[Line]:
    """Two processes against one, on PDFs: those of the tests, several times with other bytes."""
    source = folder / "pdfs"
    source.mkdir()
    for path in sorted(FACSIMILES.glob("*.pdf")):
        for copy in range(COPIES):
            data = path.read_bytes() + b"%% copy %d\n" % copy
            (source / f"{path.stem}-{copy}.pdf").write_bytes(data)
    times: dict[str, list[float]] = {"1": [], "2": []}
    for number in range(ROUNDS):
        for jobs, found in times.items():
            output = folder / f"pdf-{jobs}-{number}"
            found.append(ingest(source, output, "-j", jobs, "--no-language").seconds)
    one, two = (statistics.median(found) for found in times.values())
    count = len(list(source.iterdir()))
    yield Line(one / two, f"speed of 2 workers on {count} PDFs, in times of 1", "≥ 1.8")


def scale_lines(folder: Path, count: int) -> Iterator[Line]:
    """N documents against a tenth of them, and a second run over them."""
    few, many = count // 10, count
    costs = {}
    for number in (few, many):
        source = write_corpus(folder / f"in-{number}", number)
        costs[number] = ingest(source, folder / f"out-{number}", "-j", "2", "--no-language")
    again = ingest(folder / f"in-{many}", folder / f"out-{many}", "-j", "2", "--no-language")
    memory = costs[many].mebibytes / costs[few].mebibytes
    each = costs[many].seconds / many / (costs[few].seconds / few)
    goals = ("≤ 1.10", "≤ 1.10") if many >= 10_000 else ("at 10,000", "at 10,000")
    yield Line(memory, f"peak memory at {many:,} documents, in times of {few:,}", goals[0])
    yield Line(each, f"time for each at {many:,} documents, in times of {few:,}", goals[1])
    share = again.seconds / costs[many].seconds
    yield Line(share, f"a second run over {many:,}, in times of the first", "≤ 0.05")
    yield Line(costs[many].mebibytes, f"MiB at {many:,} documents", "")
    yield Line(1000 * costs[many].seconds / many, f"ms for each of {many:,} documents", "")
    checked = run("check", str(folder / f"out-{many}"))
    share = checked.seconds / costs[many].seconds
    yield Line(share, f"a check of {many:,}, in times of the first run", "")
    yield Line(checked.mebibytes, f"MiB of a check of {many:,}", "")


def main(count: int = DEFAULT) -> None:
    """Print the list."""
    print(
        f"synthetic factsheets (medians; {count:,} documents, another number: make bench N=10000)"
    )
    with TemporaryDirectory() as folder:
        for rows in (text_lines(), worker_lines(Path(folder)), scale_lines(Path(folder), count)):
            for line in rows:
                goal = f"   (goal {line.goal})" if line.goal else ""
                print(f"  {line.value:8.2f}  {line.name}{goal}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
