"""Whether the streams of a PDF are as they were written: each deflated one has a check sum.

No reader of PDF says when it does not fit, and what comes after the damage is lost without a word.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

__all__ = ["count_broken_streams"]

_STREAM = re.compile(rb">>\s*stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_NAME = re.compile(rb"/(\w+)")
_DEFLATED = {b"FlateDecode", b"Fl"}
_IN_LETTERS = {b"ASCII85Decode", b"A85"}
# Bytes before a stream that its dictionary is looked for in, and that are inflated at a time and at
# most: a hostile one has no end.
_REACH = 2_000
_PIECE = 2**20
_MOST_PIECES = 64


def count_broken_streams(data: bytes) -> int:
    """How many deflated streams, of those that are no images, do not inflate to what they were.

    For files that are not encrypted.
    """
    return sum(not _is_whole(body, is_in_letters) for body, is_in_letters in _streams(data))


def _streams(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """The deflated streams, and whether each was written in letters after that."""
    for start in _STREAM.finditer(data):
        head = data[max(0, start.start() - _REACH) : start.start()].rpartition(b"obj")[2]
        filters = _FILTER.search(head)
        names = _NAME.findall(filters[1]) if filters else []
        end = data.find(b"endstream", start.end())
        if b"/Image" in head or end < 0 or not names or names[-1] not in _DEFLATED:
            continue
        if len(names) == 1 or (len(names) == 2 and names[0] in _IN_LETTERS):
            yield data[start.end() : end], len(names) == 2


def _is_whole(body: bytes, is_in_letters: bool) -> bool:  # noqa: FBT001 - a pair taken apart
    inflating = zlib.decompressobj()
    try:
        rest = _from_letters(body) if is_in_letters else body
        for _ in range(_MOST_PIECES):
            inflating.decompress(rest, _PIECE)
            rest = inflating.unconsumed_tail
            if inflating.eof or not rest:
                break
    except (ValueError, zlib.error):
        return False
    return True


def _from_letters(body: bytes) -> bytes:
    return base64.a85decode(body.strip().partition(b"~")[0])
