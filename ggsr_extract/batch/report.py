"""What a run came to, for the person who ran it: made from the tables that were published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ggsr_extract.batch.attention import Attention, Reading, attention_in
from ggsr_extract.batch.published import REFUSED, quarantined_of
from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.codes import QUARANTINE_CODES
from ggsr_extract.dataset.model import Row, Value
from ggsr_extract.dataset.parquet import rows_from
from ggsr_extract.dataset.tabulate import encodable
from ggsr_extract.terminal import printable, shell_word

__all__ = ["Attention", "IngestedDocument", "Report", "command_of", "render_report", "report_of"]

# These sources are not lacking in the dataset: there is nothing to take from them.
_HARMLESS = frozenset(["not_a_factsheet", "duplicate"])
_SHOWN = 10
_INCOMPLETE = 3


class IngestedDocument(Struct, frozen=True):
    """A source that came through. `coverage`: share of its text that some rule knows."""

    document_id: str
    factsheet_id: str
    source_path: str
    status: str
    findings: int
    coverage: float


class Report(Struct, frozen=True):
    """What a run came to.

    Attributes:
        documents: sources that came through, by path.
        quarantined: sources that did not, by path.
        verdicts: number of findings by verdict; None is a verdict that nobody could read.
        caveats: number of caveats by kind.
        attention: what to look at first, most urgent first.
        root: what the source paths are relative to.
        output: the dataset.
        named: paths of the sources that the run was about; the others were there before.
        reused: how many of these had been read before, and are as they were.
    """

    documents: tuple[IngestedDocument, ...]
    quarantined: tuple[Quarantined, ...]
    verdicts: tuple[tuple[str | None, int], ...]
    caveats: tuple[tuple[str, int], ...]
    conclusions: int
    attention: tuple[Attention, ...]
    root: Path
    output: Path
    named: frozenset[str]
    reused: int

    @property
    def findings(self) -> int:
        """Number of findings."""
        return sum(count for _, count in self.verdicts)

    @property
    def coverage(self) -> float:
        """Share of its text that some rule knows, in the document where it is least."""
        return min((document.coverage for document in self.documents), default=1.0)

    @property
    def exit_code(self) -> int:
        """0: all came through, or were no factsheets or doubles. 3: something else did not.

        What was refused by an earlier run, and is not named again, does not count.
        """
        codes = {item.code for item in self.quarantined if item.source_path in self.named}
        return _INCOMPLETE if codes - _HARMLESS else 0


def report_of(output: Path, root: Path, counts: tuple[frozenset[str], int]) -> Report:
    """The report of a run that made the dataset in `output`, or found it as it should be.

    `counts`: paths of the sources that it was about, and how many of them it did not read again.
    """
    named, reused = counts

    def rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        return rows_from(output / f"{name}.parquet", columns)

    verdicts = _counted(rows, "findings", "verdict")
    kinds = _counted(rows, "caveats", "kind")
    levels = (*(row["verdict"] for row in rows("verdicts", ("verdict",))), None)
    return Report(
        documents=tuple(_documents(rows)),
        quarantined=tuple(map(quarantined_of, rows("quarantine", REFUSED))),
        verdicts=tuple(
            (None if level is None else str(level), verdicts[level])
            for level in levels
            if level is not None or verdicts[level]
        ),
        caveats=tuple((str(kind), kinds[kind]) for kind in sorted(kinds, key=str)),
        conclusions=sum(1 for _ in rows("conclusions", ("conclusion_id",))),
        attention=attention_in(rows, _HARMLESS),
        root=root,
        output=output,
        named=frozenset(map(encodable, named)),
        reused=reused,
    )


def _counted(rows: Reading, table: str, column: str) -> Counter[Value]:
    return Counter(row[column] for row in rows(table, (column,)))


def _documents(rows: Reading) -> Iterator[IngestedDocument]:
    findings = _counted(rows, "findings", "document_id")
    for row in rows("documents", _DOCUMENT):
        yield IngestedDocument(
            str(row["document_id"]),
            str(row["factsheet_id"]),
            str(row["source_path"]),
            str(row["status"]),
            findings[row["document_id"]],
            float(str(row["text_coverage"])),
        )


_DOCUMENT = ("document_id", "factsheet_id", "source_path", "status", "text_coverage")


def render_report(report: Report, *, verbose: bool = False) -> str:
    """The report in words; `verbose` lists every document and everything that needs a look."""
    lines = [*_totals(report), *_refused(report)]
    if verbose:
        lines += ["", *map(_document_line, report.documents)]
    return "\n".join([*lines, *_to_look_at(report, None if verbose else _SHOWN)])


def _totals(report: Report) -> Iterator[str]:
    verdicts = ", ".join(f"{count} {verdict or 'unreadable'}" for verdict, count in report.verdicts)
    statuses = Counter(document.status for document in report.documents)
    yield f"sources      {_with(len(report.named), _sorted_out(report))}"
    by_status = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    yield f"documents    {_with(len(report.documents), by_status)}"
    yield f"findings     {_with(report.findings, verdicts)}"
    by_kind = ", ".join(f"{count} {kind}" for kind, count in report.caveats)
    yield f"caveats      {_with(sum(count for _, count in report.caveats), by_kind)}"
    yield f"conclusions  {report.conclusions}"
    least = "" if report.coverage == 1 else " in the document where it is least"
    # Rounded down: what is not wholly covered does not show as 1.000.
    yield f"coverage     {int(report.coverage * 1000) / 1000:.3f}{least}"


def _sorted_out(report: Report) -> str:
    """Where the work went; nothing when all was read and nothing else is there."""
    known = [document.source_path for document in report.documents]
    known += [item.source_path for item in report.quarantined]
    others = sum(path not in report.named for path in known)
    read = len(report.named) - report.reused
    words = [f"{read} read", f"{report.reused} unchanged"]
    return ", ".join([*words, f"{others} others kept"] if others else words)


def _with(count: int, details: str) -> str:
    return f"{count} ({details})" if count else "0"


def _refused(report: Report) -> Iterator[str]:
    counts = Counter(item.code for item in report.quarantined)
    listed = ", ".join(f"{counts[code]} {code}" for code in QUARANTINE_CODES if counts[code])
    yield f"quarantine   {_with(len(report.quarantined), listed)}"


def _document_line(document: IngestedDocument) -> str:
    name = printable(document.source_path)
    return f"  {document.document_id}  {name}: {document.findings} findings, {document.status}"


def _to_look_at(report: Report, limit: int | None) -> Iterator[str]:
    if not report.attention:
        return
    yield ""
    yield "look at first"
    for item in report.attention[:limit]:
        yield f"  {printable(item.source_path)}: {printable(item.reason)}"
        command = command_of(item, report)
        if command is not None:
            yield f"    {command}"
    more = len(report.attention[limit:]) if limit is not None else 0
    if more:
        yield f"  … and {more} more (-v lists them)"


def command_of(item: Attention, report: Report) -> str | None:
    """The command to look with, as it can be typed here; None: there is nothing to be seen."""
    if item.look is None:
        return None
    if item.key is not None:
        argument = f"{shell_word(item.key)} -o {shell_word(str(report.output))}"
    else:
        path, here = report.root / item.source_path, Path.cwd()
        argument = shell_word(str(path.relative_to(here) if path.is_relative_to(here) else path))
    return f"ggsr-extract {item.look} {argument}"
