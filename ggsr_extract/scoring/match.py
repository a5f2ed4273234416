"""Which document of the dataset a gold file is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal

from ggsr_extract.scoring.gold import GoldError
from ggsr_extract.scoring.sheet import Sheet
from ggsr_extract.text import squeeze

__all__ = ["match_documents"]


def match_documents(
    golds: Sequence[Sheet],
    documents: Sequence[Sheet],
    match: Mapping[str, str] | Literal["source_file", "factsheet"],
) -> dict[str, Sheet]:
    """The document of each gold sheet, by the gold's name; a gold without one is left out.

    Raises:
        GoldError: several documents answer to one gold sheet, one to several, or the mapping
            names a gold sheet that there is not.
    """
    named = match if isinstance(match, Mapping) else {}
    _refuse_unknown(named, golds)
    found: dict[str, Sheet] = {}
    for gold in golds:
        answers = _is_named(named[gold.name]) if gold.name in named else _has_source_of(gold)
        _add(found, gold, documents, answers)
    if match == "factsheet":
        taken = {sheet.document_id for sheet in found.values()}
        free = [document for document in documents if document.document_id not in taken]
        for gold in golds:
            if gold.name not in found:
                _add(found, gold, free, _is_factsheet_of(gold))
    return found


def _refuse_unknown(named: Mapping[str, str], golds: Sequence[Sheet]) -> None:
    unknown = sorted(set(named) - {gold.name for gold in golds})
    if unknown:
        raise GoldError(f"match: there is no gold named {unknown[0]!r}")


def _add(
    found: dict[str, Sheet],
    gold: Sheet,
    documents: Sequence[Sheet],
    answers: Callable[[Sheet], bool],
) -> None:
    candidates = [document for document in documents if answers(document)]
    if len(candidates) > 1:
        candidates = [it for it in candidates if it.is_primary] or candidates
    if len(candidates) > 1:
        sources = ", ".join(repr(it.source) for it in candidates)
        raise GoldError(f"{gold.name}: {len(candidates)} documents answer to it ({sources})")
    if not candidates:
        return
    for other, sheet in found.items():
        if sheet.document_id == candidates[0].document_id:
            raise GoldError(f"{gold.name} and {other}: both are about {sheet.source!r}")
    found[gold.name] = candidates[0]


def _is_named(name: str) -> Callable[[Sheet], bool]:
    return lambda document: name in (document.document_id, document.source)


def _has_source_of(gold: Sheet) -> Callable[[Sheet], bool]:
    return lambda document: PurePosixPath(document.source).name == gold.source


def _is_factsheet_of(gold: Sheet) -> Callable[[Sheet], bool]:
    def answers(document: Sheet) -> bool:
        if document.kind != gold.kind:
            return False
        if gold.municipality_code and document.municipality_code:
            return gold.municipality_code == document.municipality_code
        return bool(gold.municipality) and squeeze(gold.municipality or "") == squeeze(
            document.municipality or ""
        )

    return answers
