"""Verdicts from a symbol font, as word processors print them; text in whatever order.

The font has the name and the codes of Wingdings and the signs of DejaVu Sans: the real one may not
be given away.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pikepdf

__all__ = ["SYMBOLS", "in_any_order", "symbol_font", "with_simple_font"]

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
# Verdict → its code in Wingdings, which a page gives as U+F000 + code.
SYMBOLS = {"meets": 0xFC, "improvement_point": 0xFB}
_SIGNS = {0xFC: 0x2713, 0xFB: 0x2717}
_NAMES = {1: "Wingdings", 3: "Wingdings", 4: "Wingdings", 6: "Wingdings-Regular"}


def symbol_font(*, is_symbolic: bool = False) -> bytes:
    """The font, with its signs in the private-use area alone.

    `is_symbolic`: its map of characters is that of a symbol font, with a second one of bytes.
    """
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    font = TTFont(_FONT)
    del font["FFTM"]
    subsetter = Subsetter()
    subsetter.populate(unicodes=_SIGNS.values())
    subsetter.subset(font)
    names = font.getBestCmap()
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language = 3, 0 if is_symbolic else 1, 0
    table.cmap = {0xF000 + code: names[sign] for code, sign in _SIGNS.items()}
    font["cmap"].tables = [table]
    if is_symbolic:
        single = CmapSubtable.newSubtable(6)
        single.platformID, single.platEncID, single.language = 1, 0, 0
        single.cmap = {code: names[sign] for code, sign in _SIGNS.items()}
        font["cmap"].tables.append(single)
    for number, name in _NAMES.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def with_simple_font(data: bytes) -> bytes:
    """The PDF with that font as one of single bytes, which does not say what they mean."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # Pages may share their fonts: all are read before one is changed.
        fonts = [page.Resources.get("/Font", pikepdf.Dictionary()) for page in pdf.pages]
        every = [{n: _codes(f) for n, f in own.items() if _is_symbol(f)} for own in fonts]
        simple = pdf.make_indirect(_simple_font(pdf))
        for page, own, codes in zip(pdf.pages, fonts, every, strict=True):
            for name in codes:
                own[name] = simple
            lines = list(_recoded(pikepdf.parse_content_stream(page), codes))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(lines))
        return _saved(pdf)


def _is_symbol(font: Any) -> bool:
    return "Wingdings" in str(font.BaseFont)


def _simple_font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    from fontTools.ttLib import TTFont

    file = symbol_font(is_symbolic=True)
    font = TTFont(io.BytesIO(file))
    names, widths = font["cmap"].getcmap(3, 0).cmap, font["hmtx"].metrics
    scale = 1000 / font["head"].unitsPerEm
    name = pikepdf.Name("/ABCDEF+Wingdings-Regular")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=[-200, -250, 1200, 950],
        ItalicAngle=0,
        Ascent=900,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(file, Length1=len(file)),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=name,
        FirstChar=0xFB,
        LastChar=0xFC,
        Widths=[int(widths[names[0xF000 + code]][0] * scale) for code in (0xFB, 0xFC)],
        FontDescriptor=pdf.make_indirect(descriptor),
    )


def _codes(font: Any) -> dict[bytes, bytes]:
    """Glyph number (two bytes) → code, as the font's own map of characters says."""
    said = font.ToUnicode.read_bytes()
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([Ff]0[0-9A-Fa-f]{2})>", said)
    return {bytes.fromhex(a.decode()): bytes([int(b[2:], 16)]) for a, b in pairs}


def _recoded(lines: Any, codes: dict[str, dict[bytes, bytes]]) -> Iterator[Any]:
    own: dict[bytes, bytes] | None = None
    for operands, operator in lines:
        if str(operator) == "Tf":
            own = codes.get(str(operands[0]))
        elif own is not None and str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            text = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
            recoded = pikepdf.String(b"".join(own[pair] for pair in pairs))
            yield [recoded], pikepdf.Operator("Tj")
            continue
        yield operands, operator


def in_any_order(data: bytes, *, seed: int = 0) -> bytes:
    """The PDF with the texts of each page drawn in another order, after all else."""
    rng = Random(seed)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            others, texts = _parted(pikepdf.parse_content_stream(page))
            rng.shuffle(texts)
            drawn = [_operator("q"), *others, _operator("Q")]
            lines = [*drawn, *(line for text in texts for line in text)]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(lines))
        return _saved(pdf)


def _parted(lines: Any) -> tuple[list[Any], list[list[Any]]]:
    """What draws no text, and each text object with the state that it is drawn in."""
    others: list[Any] = []
    texts: list[list[Any]] = []
    stack: list[list[Any]] = [[]]
    inside: list[Any] | None = None
    for line in lines:
        operands, operator = line
        name = str(operator)
        if name == "BT":
            inside = []
        if inside is not None:
            inside.append((list(operands), operator))
            if name == "ET":
                state = [entry for level in stack for entry in level]
                texts.append([_operator("q"), *state, *inside, _operator("Q")])
                inside = None
            continue
        others.append((list(operands), operator))
        if name == "q":
            stack.append([])
        elif name == "Q":
            stack.pop()
        elif name in _STATE:
            stack[-1].append((list(operands), operator))
    return others, texts


_STATE = frozenset(["cm", "g", "rg", "k", "cs", "sc", "scn", "gs", "Tf", "Tc", "Tw", "Tz", "TL"])


def _operator(name: str) -> tuple[list[Any], pikepdf.Operator]:
    return [], pikepdf.Operator(name)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    data = io.BytesIO()
    pdf.save(data, deterministic_id=True)
    return data.getvalue()
