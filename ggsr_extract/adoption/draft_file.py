"""A draft as a file that a person reads and mends: the gold, with what is in doubt marked in it.

Beside the gold stand two parts that do not get into it: `draft` (how to confirm it, and of which
bytes it is) and `manifest` (what the corpus says of the document). Each item of the gold that is in
doubt begins with a line `"doubt"`; whoever has looked deletes the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ggsr_extract.adoption.complaints import Complaint, DraftError
from ggsr_extract.adoption.doubts import Doubts

__all__ = ["Draft", "gold_text", "lines_of", "parse_draft", "render_draft"]

_HOW = (
    "Everything below was read by the extractor: lay it beside the document, and mend it.",
    'Begin where a line "doubt" stands; delete that line when what it tells of is right.',
    'When all of it has been looked at: put "confirmed": true, which settles every doubt as well.',
)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\n|[^\s"{}\[\],:]+')


class Draft(Struct, frozen=True):
    """A draft as it was read again.

    Attributes:
        sha256: of the bytes that it is a draft of.
        is_confirmed: a person says that all of it is right.
        manifest: what the corpus shall say of the document.
        gold: the gold, in its own format, without the marks.
        doubted: places that are still marked, and why.
        lines: line (from 1) of each place (`findings[3].verdict`).
    """

    sha256: str
    is_confirmed: bool
    manifest: Mapping[str, Any]
    gold: Mapping[str, Any]
    doubted: tuple[tuple[str, str], ...]
    lines: Mapping[str, int]

    def complaint(self, place: str, message: str) -> Complaint:
        """A complaint with the line that it is about: that of the place, or of what holds it."""
        held = place
        while held and held not in self.lines:
            held = re.sub(r"(?:\.[^.\[]*|\[\d+\]|^[^.\[]+)\Z", "", held)
        return Complaint(place, message, self.lines.get(held))


def gold_text(gold: Mapping[str, Any]) -> str:
    """Gold as it is written."""
    return json.dumps(gold, ensure_ascii=False, indent=1)


def render_draft(
    gold: Mapping[str, Any], manifest: Mapping[str, Any], sha256: str, doubts: Doubts
) -> str:
    """The draft as text, with a line `"doubt"` at the head of each item that asks for a look."""
    document = gold["document"]
    approaches = _marked(document["approaches"], doubts.approaches)
    return gold_text(
        {
            "draft": {"how": _HOW, "sha256": sha256, "confirmed": False},
            "manifest": manifest,
            **gold,
            "document": _mark({**document, "approaches": approaches}, doubts.document),
            "findings": _marked(gold["findings"], doubts.findings),
            "conclusions": _marked(gold["conclusions"], doubts.conclusions),
        }
    )


def _marked(
    items: Sequence[Mapping[str, Any]], doubts: Sequence[Sequence[str]]
) -> list[Mapping[str, Any]]:
    return [_mark(item, reasons) for item, reasons in zip(items, doubts, strict=True)]


def _mark(item: Mapping[str, Any], reasons: Sequence[str]) -> Mapping[str, Any]:
    return {"doubt": "; ".join(dict.fromkeys(reasons)), **item} if reasons else item


def parse_draft(name: str, text: str) -> Draft:
    """Read a draft again.

    Raises:
        DraftError: it is no JSON, or no draft; names line and column.
    """
    try:
        content = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_doubles)
        return _draft(content, lines_of(text))
    except json.JSONDecodeError as error:
        message = f"column {error.colno}: is no JSON: {error.msg}"
        raise DraftError(name, [Complaint("", message, error.lineno)]) from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = (
            error.args[0] if isinstance(error, _DoubledError) else "a part of the draft is gone"
        )
        advice = "mend it, or delete the file to get a new draft"
        raise DraftError(name, [Complaint("", f"{message}: {advice}")]) from None


class _DoubledError(ValueError):
    """A key stands twice in an object: one of the two would be lost."""


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise _DoubledError(f"the key {key!r} stands twice in one item")
    return dict(pairs)


def _draft(content: Mapping[str, Any], lines: Mapping[str, int]) -> Draft:
    head = content["draft"]
    return Draft(
        sha256=str(head["sha256"]),
        is_confirmed=head["confirmed"] is True,
        manifest={**content["manifest"]},
        gold=_unmarked({k: v for k, v in content.items() if k not in ("draft", "manifest")}),
        doubted=tuple(_doubts_in(content)),
        lines=lines,
    )


def _unmarked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unmarked(item) for item in value]
    if isinstance(value, dict):
        return {key: _unmarked(item) for key, item in value.items() if key != "doubt"}
    return value


def _doubts_in(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Places that are marked (`findings[3]`), and why."""
    if isinstance(value, dict):
        if "doubt" in value:
            yield place, str(value["doubt"])
        for key, item in value.items():
            yield from _doubts_in(item, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _doubts_in(item, f"{place}[{number}]")


def lines_of(text: str) -> dict[str, int]:
    r"""The line, from 1, on which each place of a JSON text begins.

    >>> lines_of('{"a": [\n1,\n{"b": 2}]}')
    {'a': 1, 'a[0]': 2, 'a[1]': 3, 'a[1].b': 3}
    """
    walk = _Walk()
    for match in _TOKEN.finditer(text):
        walk.take(match.group())
    return walk.lines


class _Walk:
    """Goes through the tokens of a JSON text that is known to be well formed."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._line = 1
        self._path: list[str | int] = []
        self._word = ""

    def take(self, token: str) -> None:
        if token == "\n":
            self._line += 1
        elif token == ":":
            self._path[-1] = json.loads(self._word)
            self._note()
        elif token in "{[":
            self._begin(token)
        elif token in "}]":
            self._path.pop()
        elif token == ",":
            self._next()
        else:
            self._enter()
            self._word = token

    def _begin(self, token: str) -> None:
        self._enter()
        self._path.append("" if token == "{" else -1)

    def _next(self) -> None:
        if isinstance(self._path[-1], str):
            self._path[-1] = ""
        self._word = ""

    def _enter(self) -> None:
        """A value begins: in an array it is the next one."""
        if self._path and isinstance(self._path[-1], int):
            self._path[-1] += 1
            self._note()

    def _note(self) -> None:
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self._path)
        self.lines["".join(parts).lstrip(".")] = self._line
