"""What a dataset is to be made of: what a run finds, and what stays of the one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from ggsr_extract.batch.discovery import Discovery, Source
from ggsr_extract.batch.entry import Outcome
from ggsr_extract.batch.kept import Kept, kept_of
from ggsr_extract.batch.progress import Progress, Watcher
from ggsr_extract.batch.published import Published, published_in
from ggsr_extract.batch.running import outcomes_of
from ggsr_extract.batch.settings import Settings
from ggsr_extract.batch.work import Work
from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member, settled
from ggsr_extract.errors import OutputError

__all__ = ["Gathered", "gather"]

_Outcomes = Sequence[tuple[Source, Outcome]]


class Gathered(Struct, frozen=True):
    """What a dataset is to be made of; the rows are in the cache, but for what it has lost.

    Attributes:
        content: documents and refusals, as they stand in the tables.
        is_changed: the dataset that is there is another one.
        named: paths of the sources that the run was about.
        reused: how many of these had been read before, and are as they were.
        log: where the program failed, by source.
    """

    content: tuple[tuple[Member, ...], tuple[Quarantined, ...]]
    is_changed: bool
    named: frozenset[str]
    reused: int
    log: tuple[dict[str, object], ...]


def gather(
    found: Discovery, output: Path, work: Work, settings: Settings, progress: Watcher | None
) -> Gathered:
    """Read what must be read.

    Raises:
        RuleError: the rules were changed in the meantime.
        OutputError: the cache cannot be written, or the dataset that is there cannot be used.
        ClusterError: the cluster cannot.
        DatasetError: two different files have the same key.
    """
    published = _published(output, settings)
    reading = work.cache.reading
    same = published if published and published.reading == reading else None
    kept = kept_of(None if settings.exactly else published, found, reading)
    sources = (*found.sources, *kept.again)
    outcomes = tuple(_watched(outcomes_of(sources, work, settings, same), len(sources), progress))
    members, refused = settled(*_ingredients(outcomes, found, kept))
    return Gathered(
        (members, refused),
        same is None or not same.holds(members, refused),
        _named(outcomes, found),
        sum(outcome.is_reused for _, outcome in outcomes),
        tuple(
            {"source_path": source.source_path, "trace": outcome.refusal.trace}
            for source, outcome in outcomes
            if outcome.refusal and outcome.refusal.trace
        ),
    )


def _published(output: Path, settings: Settings) -> Published | None:
    """The dataset that is there; one that cannot be used is none, where nothing of it is to stay.

    Raises:
        OutputError: something of it should stay, and cannot.
    """
    try:
        return published_in(output, by_hash=settings.verify)
    except OutputError:
        if settings.exactly:
            return None
        raise


def _watched(
    outcomes: Iterable[tuple[Source, Outcome]], total: int, progress: Watcher | None
) -> Iterable[tuple[Source, Outcome]]:
    for number, (source, outcome) in enumerate(outcomes, 1):
        if progress is not None:
            why = outcome.refusal
            code, stage = (why.code, why.stage) if why else (None, None)
            progress(Progress(number, total, source.source_path, code, outcome.is_reused, stage))
        yield source, outcome


def _ingredients(
    outcomes: _Outcomes, found: Discovery, kept: Kept
) -> tuple[list[Member], list[Quarantined]]:
    """What the dataset is made of."""
    results = [outcome.result(source.source_path) for source, outcome in outcomes]
    stays = kept.members_beside(frozenset(outcome.sha256 for _, outcome in outcomes))
    members = [*(result for result in results if isinstance(result, Member)), *stays]
    refused = (result for result in results if isinstance(result, Quarantined))
    return members, [*refused, *found.refused, *kept.refused]


def _named(outcomes: _Outcomes, found: Discovery) -> frozenset[str]:
    paths = (source.source_path for source, _ in outcomes)
    refused = (item.source_path for item in found.refused)
    return frozenset((*paths, *refused))
