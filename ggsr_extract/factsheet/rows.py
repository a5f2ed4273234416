"""From what stands in a row to findings: verdict, words, caveats, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.caveats import split_caveats
from ggsr_extract.factsheet.content import Likeness, Partition, partition
from ggsr_extract.factsheet.cuts import Cutter
from ggsr_extract.factsheet.model import Diagnostic, Finding, IndicatorReading, Row
from ggsr_extract.factsheet.raw import Content, RawRow, joined
from ggsr_extract.factsheet.traces import broken, stray_sign
from ggsr_extract.factsheet.verdicts import Head
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document, Span

__all__ = ["RowReader"]

# For each finding of a row what it is about.
Assessed = tuple[tuple[IndicatorReading, ...], ...]


class _Draft(Struct, frozen=True):
    """A verdict and the spans of its words."""

    head: Head | None
    spans: tuple[Span, ...]
    is_cut: bool = False


class RowReader(Struct, frozen=True):
    """Reads raw rows of one document."""

    document: Document
    rules: Rules
    likeness: Likeness

    def read(self, raw: RawRow, approach: int) -> tuple[Row, tuple[Diagnostic, ...]]:
        """A row with its findings, and what is doubtful about it."""
        indicators = tuple(reading.indicator_id for reading in raw.printed)
        findings: list[Finding] = []
        problems: list[Diagnostic] = []
        for year, contents in raw.contents:
            drafts = tuple(self._drafts(contents, indicators))
            read = self._findings(drafts, raw, year)
            findings.extend(read)
            problems.extend(_problems(read, drafts, raw))
            problems.extend(self._strays(read))
        problems.extend(_row_problems(raw, findings))
        theme_id = raw.theme_id or self._theme_of(indicators)
        if self._is_elsewhere(raw):
            findings = [replace(finding, needs_review=True) for finding in findings]
            theme_id = self._theme_of(indicators)
            problems.append(self._elsewhere(raw, theme_id))
        row = Row(
            approach=approach,
            theme_id=theme_id,
            criterion=raw.criterion,
            indicator=raw.indicator,
            printed=raw.printed,
            findings=tuple(findings),
            reading=raw.reading,
        )
        return row, tuple(problems)

    def _theme_of(self, indicators: Sequence[str]) -> str:
        known = self.rules.framework.indicators
        return (
            known[indicators[0]].theme_id if indicators else next(iter(self.rules.framework.themes))
        )

    def _strays(self, findings: Sequence[Finding]) -> Iterator[Diagnostic]:
        for finding in findings:
            sign = stray_sign(finding.text, self.rules) if finding.needs_review else None
            if finding.text is not None and sign is not None:
                yield Diagnostic(
                    "verdict_inside_words",
                    "warning",
                    f"the verdict {sign!r} stands amid the words of a finding; look whose it is",
                    finding.text.hull.start,
                )

    def _is_elsewhere(self, raw: RawRow) -> bool:
        """Whether the row stands under a theme that has none of its indicators."""
        known = self.rules.framework.indicators
        themes = {known[reading.indicator_id].theme_id for reading in raw.printed}
        return raw.theme_id is not None and bool(themes) and raw.theme_id not in themes

    def _elsewhere(self, raw: RawRow, theme_id: str) -> Diagnostic:
        names = "+".join(reading.indicator_id for reading in raw.printed)
        themes = self.rules.framework.themes
        return Diagnostic(
            "theme_contradicted",
            "warning",
            f"{names}: stands under {themes[raw.theme_id or theme_id].label!r} and belongs to "
            f"{themes[theme_id].label!r}; look whether a heading between tables was not seen",
            raw.at,
        )

    def _drafts(self, contents: Sequence[Content], indicators: Sequence[str]) -> Iterator[_Draft]:
        for content in joined(contents):
            if len(content.heads) < 2:
                head = content.heads[0] if content.heads else None
                yield _Draft(head, tuple(span for chunk in content.chunks for span in chunk))
                continue
            cutter = Cutter(self.document, self.rules, self.likeness)
            cuts = cutter.distribute(content.chunks, len(content.heads), indicators)
            for head, chunks in zip(content.heads, cuts, strict=True):
                spans = tuple(span for chunk in chunks for span in chunk)
                yield _Draft(head, spans, is_cut=len(content.chunks) > len(content.heads))

    def _findings(self, drafts: Sequence[_Draft], raw: RawRow, year: int) -> tuple[Finding, ...]:
        assessed = by_position(len(drafts), raw.printed)
        if assessed is None:
            assessed = self._by_content(drafts, [item.indicator_id for item in raw.printed])
        found = tuple(
            self._finding(draft, about, raw, year)
            for draft, about in zip(drafts, assessed, strict=True)
        )
        # Where one of several has no words, another has those of two; where words were cut apart
        # for several verdicts, and one part breaks off, the cuts are wrong.
        is_any_empty = len(found) > 1 and any(finding.text is None for finding in found)
        is_cut_wrong = any(draft.is_cut for draft in drafts) and any(
            broken(it.text) for it in found
        )
        if is_any_empty or is_cut_wrong:
            return tuple(replace(it, needs_review=True) for it in found)
        return found

    def _by_content(self, drafts: Sequence[_Draft], ids: Sequence[str]) -> Assessed:
        passages = (passage_of(self.document, draft.spans) for draft in drafts)
        texts = (passage.text if passage else "" for passage in passages)
        table = [self.likeness.scores(text, ids) for text in texts]
        return tuple(_readings(partition(table, ids), ids))

    def _finding(
        self, draft: _Draft, assessed: tuple[IndicatorReading, ...], raw: RawRow, year: int
    ) -> Finding:
        reserved = split_caveats(self.document, draft.spans, self.rules)
        head = draft.head
        verdict = head.meaning.verdict if head else None
        fired = [f"caveat.{name}" for name in reserved.rules]
        if head:
            fired.insert(0, head.meaning.rule)
        if draft.is_cut:
            fired.append("finding.cut")
        text = passage_of(self.document, reserved.spans)
        is_scanned = self._is_scanned(draft)
        return Finding(
            year=year,
            verdict=verdict,
            glyph=head.glyph if head else None,
            glyph_font=head.font if head else None,
            glyph_method=head.meaning.method if head and verdict else None,
            text=text,
            assessed=assessed,
            caveats=reserved.caveats,
            is_scanned=is_scanned,
            needs_review=verdict is None
            or not assessed
            or is_scanned
            or raw.is_reconstructed
            or raw.has_strange_criterion
            or raw.lacks_criterion
            or stray_sign(text, self.rules) is not None
            or any(map(broken, (text, *(caveat.text for caveat in reserved.caveats)))),
            rules=tuple(fired),
        )

    def _is_scanned(self, draft: _Draft) -> bool:
        """Whether the verdict or some of its words were read from a picture of the page."""
        starts = [span.start for span in draft.spans]
        if draft.head is not None:
            starts.append(draft.head.glyph.hull.start)
        return any(map(self.document.is_scanned, starts))


def by_position(count: int, printed: Sequence[IndicatorReading]) -> Assessed | None:
    """For each of the findings of a row (in one year) the printed indicators that it is about.

    One verdict is about all of them; as many verdicts as indicators go by position. More verdicts
    than indicators: the last ones are about none. None: the words must decide, which is a reading.
    """
    if len(printed) == 1 and count == 1:
        return ((printed[0],),)
    if count == 1:
        return (tuple(IndicatorReading(item.indicator_id, "position", 1.0) for item in printed),)
    if count and count < len(printed):
        return None
    each = [(IndicatorReading(item.indicator_id, "position", 1.0),) for item in printed[:count]]
    return (*each, *(() for _ in range(count - len(each))))


def _readings(cut: Partition, ids: Sequence[str]) -> Iterator[tuple[IndicatorReading, ...]]:
    """Readings with the share of the best account among the best two, and the second best."""
    margin = round(cut.score - cut.runner_up_score, 4) if cut.runner_up else None
    share = cut.score / (cut.score + cut.runner_up_score) if cut.score > 0 else 0.5
    others = list(_runs(cut.runner_up, ids)) if cut.runner_up else []
    for number, run in enumerate(_runs(cut.sizes, ids)):
        other = "+".join(others[number]) if others else None
        score = round(min(1.0, max(0.0, share)), 4)
        yield tuple(
            IndicatorReading(
                key, "content", score, is_inferred=True, runner_up=other, margin=margin
            )
            for key in run
        )


def _runs(sizes: Sequence[int], ids: Sequence[str]) -> Iterator[Sequence[str]]:
    cursor = 0
    for size in sizes:
        yield ids[cursor : cursor + size]
        cursor += size


def _row_problems(raw: RawRow, findings: Sequence[Finding]) -> Iterator[Diagnostic]:
    names = "+".join(reading.indicator_id for reading in raw.printed) or "a row"
    if raw.is_reconstructed and raw.printed:
        yield Diagnostic(
            "row_reconstructed",
            "warning",
            f"{names}: cells stand apart or are lost near here; look which verdict is whose",
            raw.at,
        )
    if raw.has_strange_criterion and raw.criterion is not None:
        yield Diagnostic(
            "criterion_unrecognised",
            "warning",
            f"{names}: no criterion of the toetsingskader: {raw.criterion.text[:80]!r}; look "
            "whether the columns are read right, or add an alias to rules/framework.toml",
            raw.at,
        )
    if raw.lacks_criterion:
        yield Diagnostic(
            "criterion_missing",
            "warning",
            f"{names}: no criterion stands beside the row, as it does beside others; look "
            "whether it goes on from the page before",
            raw.at,
        )
    if raw.indicator is not None and not findings:
        yield Diagnostic(
            "finding_absent", "warning", f"{names}: the row has no verdict and no words", raw.at
        )


def _problems(
    findings: Sequence[Finding], drafts: Sequence[_Draft], raw: RawRow
) -> Iterator[Diagnostic]:
    for finding, draft in zip(findings, drafts, strict=True):
        where = draft.spans[0].start if draft.spans else raw.at
        if finding.verdict is None:
            sign = f" {finding.glyph.text!r}" if finding.glyph else ""
            yield Diagnostic(
                "verdict_unreadable" if sign else "verdict_missing",
                "warning",
                f"no rule reads a verdict{sign} here; look at the page, and add the sign to "
                "rules/verdicts.toml if it is one",
                where,
            )
        words = (finding.text, *(caveat.text for caveat in finding.caveats))
        for how in filter(None, map(broken, words)):
            yield Diagnostic("finding_broken", "warning", f"the words {how}", where)
        if finding.text is None:
            yield Diagnostic("finding_without_text", "info", "a verdict without words", raw.at)
        if raw.printed and not finding.assessed:
            yield Diagnostic(
                "more_verdicts_than_indicators",
                "warning",
                f"the row prints {len(raw.printed)} indicators and {len(findings)} verdicts; the "
                "last ones are about none",
                where,
            )
