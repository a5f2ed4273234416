"""Which rules there are, and how often each of them fired in a dataset.

A rule that makes rows, or closes a choice for one, leaves its name there, in a column `rule`:
these rows are counted. Of a rule that only helps others (where a clause ends, what is no cue) the
stretches of text are counted in which its words stand.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from ggsr_extract.dataset.load import Dataset, load
from ggsr_extract.rules import Rules, load_rules

__all__ = ["RuleList", "RuleUse", "list_rules", "render_rules", "to_csv", "to_json"]

Count = Literal["rows", "texts"]

# Groups whose rules leave their name in the dataset, with what stands before it there.
_TRACED: Mapping[str, str] = {
    "verdicts.glyphs": "glyph.",
    "verdicts.fonts": "glyph.font.",
    "verdicts.shapes": "glyph.shape.",
    "caveats.markers": "caveat.",
    "cues.cues": "",
    "quantities.numbers": "quantity.",
    "quantities.units": "quantity.",
    "quantities.bounds": "bound.",
    "organisations.organisations": "organisation.",
    "organisations.named": "organisation.",
    "documents.documents": "",
    "documents.laws": "",
    "documents.methods": "",
    "documents.dates": "",
    "actors.actors": "",
    "actors.subject_first": "",
    "actors.verb_first": "",
    "actors.documents": "",
    "reservations.wordings": "",
    "headings.titles": "",
    "headings.dates": "",
    "headings.letterhead": "",
    "headings.approaches": "",
    "headings.predecessors": "",
    "headings.running": "",
    "headings.table_headings": "",
    "sections.headings": "",
    "sections.lead_ins": "",
}
# Their patterns look at what stands before a place that is known already, not at a whole text.
_WINDOWED = frozenset(["language.abbreviations", "language.closing_abbreviations"])
# Tables with a column `text`, which hold what blocks of these roles hold in pieces.
_READ = ("sections", "findings", "caveats", "conclusions")
_ELSEWHERE = frozenset(["cell", "prose", "markup"])
_BLANKS = re.compile(r"\s+")


class RuleUse(Struct, frozen=True):
    """A rule: its file (without ending), group and id, and how often it fired.

    `hits` None: nothing was counted, because no dataset was named or because the rule leaves no
    trace. `counted`: whether hits are rows of the dataset, or texts that hold its words.
    """

    file: str
    group: str
    id: str
    hits: int | None
    counted: Count | None

    @property
    def kind(self) -> str:
        """File and group: what the rule is for."""
        return f"{self.file}.{self.group}"


class RuleList(Struct, frozen=True):
    """All rules in the order of their files; `warnings` say what a rule's author should look at."""

    rules: tuple[RuleUse, ...]
    warnings: tuple[str, ...]


def list_rules(output: str | Path | None = None, *, rules: str | Path | None = None) -> RuleList:
    """All rules that have an id, with the number of their hits on a dataset.

    Args:
        output: a dataset; None: nothing is counted.
        rules: a folder of rules; None: those of the package.

    Raises:
        RuleError: the rules are wrong.
        OutputError: there is no dataset, or it cannot be read.
        DatasetError: a file of it is not the one that was published.
    """
    loaded = load_rules(Path(rules) if rules else None)
    if output is None:
        return RuleList(tuple(_uncounted(*it) for it in _ids(loaded)), ())
    dataset = load(Path(output))
    uses = tuple(_counted(loaded, dataset))
    return RuleList(uses, (*_other_rules(loaded, dataset), *_idle(uses)))


def _ids(rules: Rules) -> Iterator[tuple[str, str]]:
    """Group, as `file.group`, and id of every rule."""
    for glyph in dict.fromkeys(it.rule for it in rules.glyphs.values() if it.rule not in _MADE):
        yield "verdicts.glyphs", glyph.removeprefix("glyph.")
    yield from (("verdicts.fonts", font.id) for font in rules.fonts)
    yield from (("verdicts.shapes", name) for name in rules.shapes)
    for group, patterns in rules.patterns.items():
        yield from ((group, pattern.id) for pattern in patterns)


# Glyphs that follow from the fonts, and are no rule of a file.
_MADE = frozenset(["glyph.private_use", "glyph.font_unknown"])


def _uncounted(kind: str, name: str) -> RuleUse:
    file, group = kind.split(".")
    return RuleUse(file, group, name, None, None)


def _counted(rules: Rules, dataset: Dataset) -> Iterator[RuleUse]:
    fired = _fired(dataset)
    holding = _holding(rules, dataset)
    for kind, name in _ids(rules):
        file, group = kind.split(".")
        if kind in _TRACED:
            yield RuleUse(file, group, name, fired[_TRACED[kind] + name], "rows")
        elif kind in _WINDOWED:
            yield _uncounted(kind, name)
        else:
            yield RuleUse(file, group, name, holding[kind, name], "texts")


def _fired(dataset: Dataset) -> Counter[str]:
    """How many rows name a rule; one that names two, as `frame/actor`, counts for both."""
    counts: Counter[str] = Counter()
    for table in dataset:
        columns = dataset.arrow(table)
        if "rule" in columns.column_names:
            for names, number in Counter(columns.column("rule").to_pylist()).items():
                for name in (names or "").split("/"):
                    counts[name] += number
    return counts


def _holding(rules: Rules, dataset: Dataset) -> Mapping[tuple[str, str], int]:
    """In how many texts the words of each rule stand that leaves no name."""
    texts = Counter(_texts(dataset))
    return {
        (kind, pattern.id): sum(
            number for text, number in texts.items() if pattern.search(text) is not None
        )
        for kind, patterns in rules.patterns.items()
        if kind not in _TRACED and kind not in _WINDOWED
        for pattern in patterns
    }


def _texts(dataset: Dataset) -> Iterator[str]:
    """What is read of all documents: running text, and what stands around it, block by block."""
    for table in _READ:
        yield from dataset.arrow(table).column("text").to_pylist()
    pages = dataset.arrow("pages").select(["document_id", "text"]).to_pylist()
    wholes: dict[str, str] = {}
    for page in pages:
        wholes[page["document_id"]] = wholes.get(page["document_id"], "") + page["text"]
    columns = ["document_id", "char_start", "char_end", "role"]
    for block in dataset.arrow("blocks").select(columns).to_pylist():
        if block["role"] not in _ELSEWHERE:
            text = wholes[block["document_id"]][block["char_start"] : block["char_end"]]
            yield _BLANKS.sub(" ", text).strip()


def _other_rules(rules: Rules, dataset: Dataset) -> Iterator[str]:
    made_by = set(dataset.arrow("documents").column("rules_sha256").to_pylist())
    if made_by - {rules.sha256}:
        yield (
            "the dataset was made by other rules: their hits are counted where the names are the "
            "same; ingest again to count those of these rules"
        )


def _idle(uses: Iterable[RuleUse]) -> Iterator[str]:
    """Rules that never fire, a line for each group."""
    idle: dict[str, list[str]] = {}
    sizes = Counter(use.kind for use in uses)
    for use in uses:
        if use.hits == 0:
            idle.setdefault(use.kind, []).append(use.id)
    for kind, names in idle.items():
        yield f"{kind}: {len(names)} of {sizes[kind]} never fire: {', '.join(names)}"


def render_rules(listed: RuleList, *, verbose: bool = False) -> str:
    """A line for each rule that fired, group by group; `verbose`: for every rule."""
    lines: list[str] = []
    kind = ""
    for use in listed.rules:
        if use.hits == 0 and not verbose:
            continue
        if use.kind != kind:
            kind = use.kind
            lines.append(f"{kind}{' (texts that hold it)' if use.counted == 'texts' else ''}")
        lines.append(f"{'' if use.hits is None else use.hits:>8}  {use.id}")
    return "\n".join([*lines, *_totals(listed)])


def _totals(listed: RuleList) -> Iterator[str]:
    idle = sum(use.hits == 0 for use in listed.rules)
    counted = any(use.hits is not None for use in listed.rules)
    yield f"{len(listed.rules)} rules" + (f", {idle} never fire" if counted else "")


def to_json(listed: RuleList) -> dict[str, object]:
    """The rules and the warnings as lists of plain values."""
    return {"rules": [asdict(use) for use in listed.rules], "warnings": list(listed.warnings)}


def to_csv(listed: RuleList) -> str:
    """The rules, one line each, with a header."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["file", "group", "id", "hits", "counted"])
    writer.writerows([it.file, it.group, it.id, it.hits, it.counted] for it in listed.rules)
    return written.getvalue().rstrip("\n")
