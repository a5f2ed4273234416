"""Paragraphs of a Conclusie that may be wrong without showing it themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.model import Conclusion, Diagnostic, Row
from ggsr_extract.factsheet.prose import reads_on
from ggsr_extract.factsheet.traces import broken
from ggsr_extract.text import Document

__all__ = ["absent_conclusions", "with_conclusion_doubts"]


def with_conclusion_doubts(
    document: Document, conclusions: Sequence[Conclusion], lookup: Lookup
) -> tuple[list[Conclusion], list[Diagnostic]]:
    """The conclusions, of which those ask for a look that show that words stand elsewhere.

    Below a heading that was read as a paragraph, all of its theme may be another's.
    """
    headings = [item for item in conclusions if _is_heading(item.text.text, lookup)]
    themes = {(item.approach, item.theme_id) for item in headings}
    ends = [not reads_on(item.text.text, "") for item in conclusions]
    have_ends = 2 * sum(ends) > len(ends)
    found: list[Conclusion] = []
    problems = [
        _problem(item, "conclusion_is_heading", "a heading was read as a paragraph of a Conclusie")
        for item in headings
    ]
    for item, has_end in zip(conclusions, ends, strict=True):
        how = broken(item.text) or (None if has_end or not have_ends else "have no end")
        if how is not None and item not in headings:
            problems.append(_problem(item, "conclusion_broken", f"the words {how}"))
        is_doubtful = (
            how is not None
            or (item.approach, item.theme_id) in themes
            or any(document.is_scanned(span.start) for span in item.text.spans)
        )
        found.append(replace(item, needs_review=True) if is_doubtful else item)
    return found, problems


def absent_conclusions(
    rows: Sequence[Row], conclusions: Sequence[Conclusion], lookup: Lookup
) -> Iterator[Diagnostic]:
    """Themes that have findings and no conclusion, of approaches that have one of other themes."""
    concluded = {(item.approach, item.theme_id): item for item in conclusions}
    approaches = {approach for approach, _ in concluded}
    judged = dict.fromkeys((row.approach, row.theme_id) for row in rows)
    for approach, theme_id in judged:
        if approach in approaches and (approach, theme_id) not in concluded:
            label = lookup.rules.framework.themes[theme_id].label
            last = [item for (owner, _), item in concluded.items() if owner == approach][-1]
            words = f"no paragraph of the Conclusie is about {label!r}, as some are about others"
            yield _problem(last, "conclusion_absent", words)


def _is_heading(text: str, lookup: Lookup) -> bool:
    return (
        lookup.theme(text) is not None
        or lookup.rules.find("conclusions.headings", text) is not None
    )


def _problem(conclusion: Conclusion, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, "warning", f"{message}; look at the page", conclusion.text.hull.start)
