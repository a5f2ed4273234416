"""What a factsheet says of itself: kind, municipality, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.column_roles import BASELINE_YEAR
from ggsr_extract.factsheet.model import Diagnostic, Kind, Metadata, Row, Section
from ggsr_extract.factsheet.places import Outline
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document

__all__ = ["metadata_of"]

# How much more a mention of that kind says than "gemeente X" in passing.
_WEIGHTS = {"municipality.title": 6, "municipality.context": 6, "municipality.assessed": 4}


def metadata_of(
    document: Document,
    outline: Outline,
    sections: Sequence[Section],
    rows: Sequence[Row],
    rules: Rules,
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """The metadata, with a diagnostic where it had to be inferred or is not known."""
    texts = [p.text for section in sections for p in section.paragraphs]
    texts += [f.text.text for row in rows for f in row.findings if f.text]
    texts += [section.heading.text for section in sections if section.heading]
    name, inferred = _municipality(outline, texts, rules)
    listed = rules.municipality(name) if name else None
    presented = _first(rules, "sections.presentations", texts)
    cited = _first(rules, "sections.cited_baselines", texts)
    metadata = Metadata(
        kind=_kind(outline, rows),
        title=passage_of(document, outline.title.spans) if outline.title else None,
        municipality_name=listed.name if listed else name,
        municipality_code=listed.code if listed else None,
        is_municipality_inferred=inferred and name is not None,
        published=outline.published,
        presented_on=_date(presented, rules),
        cited_baseline_published=_date(cited, rules),
    )
    return metadata, tuple(_problems(metadata))


def _kind(outline: Outline, rows: Sequence[Row]) -> Kind:
    if outline.title is not None:
        return "follow_up" if outline.title.kind == "follow_up" else "baseline"
    years = {finding.year for row in rows for finding in row.findings} - {BASELINE_YEAR}
    sections = {region.section for region in outline.regions}
    predecessors = any(approach.predecessors for approach in outline.approaches)
    if years or predecessors or sections & {"introduction", "development"}:
        return "follow_up"
    return "baseline"


def _municipality(outline: Outline, texts: Sequence[str], rules: Rules) -> tuple[str | None, bool]:
    """The name from the title, else the one that sections and findings speak of most."""
    if outline.title is not None and outline.title.municipality:
        return outline.title.municipality.strip(), False
    votes: Counter[str] = Counter()
    for text in texts:
        for pattern in rules.patterns["sections.municipality_mentions"]:
            for match in pattern.regex.finditer(text):
                name = _listed_part(match.group("municipality"), rules)
                votes[name] += _WEIGHTS.get(pattern.id, 1)
    if not votes:
        return None, False
    return max(votes.items(), key=lambda vote: vote[1])[0], True


def _listed_part(name: str, rules: Rules) -> str:
    """The longest beginning of the words that is a listed municipality, else the words."""
    words = name.split()
    for length in range(len(words), 0, -1):
        listed = rules.municipality(" ".join(words[:length]))
        if listed is not None:
            return listed.name
    return name


def _first(rules: Rules, group: str, texts: Sequence[str]) -> re.Match[str] | None:
    for text in texts:
        found = rules.find(group, text)
        if found is not None:
            return found[1]
    return None


def _date(match: re.Match[str] | None, rules: Rules) -> str | None:
    if match is None:
        return None
    parts = match.groupdict()
    date = f"{parts['year']}-{rules.month(parts['month']):02d}"
    return f"{date}-{int(parts['day']):02d}" if parts.get("day") else date


def _problems(metadata: Metadata) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    name = metadata.municipality_name
    if name is None:
        problems.append(
            Diagnostic("municipality_unknown", "warning", "no municipality is named anywhere", 0)
        )
    elif metadata.municipality_code is None:
        problems.append(
            Diagnostic(
                "municipality_unlisted",
                "warning",
                f"{name} is not in rules/municipalities.toml; add [municipalities.GMnnnn] with "
                f'name = "{name}" and its CBS code',
                0,
            )
        )
    if metadata.is_municipality_inferred:
        problems.append(
            Diagnostic(
                "municipality_inferred", "info", f"no title; {name} is what the text speaks of", 0
            )
        )
    if metadata.title is None:
        problems.append(Diagnostic("title_missing", "info", "the document has no title", 0))
    return problems
