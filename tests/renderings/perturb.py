"""Damage as converters and typists do it: text in any shape → text, by a seeded `random.Random`.

What should hold afterwards is said at each function; a text without the thing that it changes
comes back as it was.
"""

from __future__ import annotations

import html.entities
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from .framework import criteria, indicators

GLYPH_FORMS = (("√", "✓", "✔"), ("X", "x", "✗", "✘", "×"), ("–", "—"))
MUNICIPALITIES = (
    *("Alkmaar", "Bergen op Zoom", "Delft", "Den Helder", "Deventer", "Dordrecht", "Ede"),
    *("Eindhoven", "Gouda", "Haarlemmermeer", "Leeuwarden", "Lelystad", "Maastricht", "Nissewaard"),
    *("Oosterhout", "Sittard-Geleen", "Spijkenisse", "Venlo", "Woerden", "Zutphen", "Zwolle"),
)
_CONTINUED = r"Vervolg (?:bevindingen toezichtonderzoek|uitkomsten verbeterpunten)"
_FOOTER = re.compile(rf"^[ \f#]*(?:Aanpak: \S.*|{_CONTINUED}) *$", re.M)
_APPROACH = re.compile(r"^[ \f#]*Aanpak:\s+(\S.*?) *$", re.M)
_GAP = r"(?:<[^>]*>|\W)+"
_HEADER = re.compile(rf"^.*(?:Criteri\w+{_GAP}Indicatoren|Indicator\b{_GAP}2013).*$", re.M)
# A verdict opens a cell, a paragraph or a line, or stands after a column gap; "(√)", "een ✓" and
# "– vastgelopen –" do not.
_VERDICT = re.compile(
    r"(?P<lead>(?:^|\t|\| |<td>|<p>|<br>|<b>|<strong>|\*\*|   )[ ]*)(?P<glyph>[√✓✔Xx✗✘×–—])"
    r"(?=</?(?:b|strong|td|br)>|\*\*| *$| +(?:[A-ZÀ-Þ0-9‘'\"]))",
    re.M,
)


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    """The wording over any white space and line-break hyphens, with its misprint `en` for `een`."""
    words = (r"(?:-\s+)?".join(map(_char, word)) for word in wording.split())
    return re.compile(r"\s+".join(words).replace(r"e(?:-\s+)?e(?:-\s+)?n\s", r"ee?n\s"))


def _char(char: str) -> str:
    entity = {"é": "&eacute;", "ö": "&ouml;"}.get(char)
    return f"(?:{char}|{entity})" if entity else re.escape(char)


def indicator_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where an indicator is printed as a cell: not echoed by a finding or quoted in it."""
    for wording in indicators().values():
        for found in _pattern(wording).finditer(text):
            before = re.sub(r"<[^>]+>|\*\*", "", text[max(0, found.start() - 40) : found.start()])
            is_quoted = text[found.end() : found.end() + 1] in ("'", "’")
            if not is_quoted and not re.search(r"(?:[√✓✔Xx✗✘×]\W*|&#?\w+; ?|['‘(])$", before):
                yield found.span()


def typos(text: str, rng: Random) -> str:
    """One to three letters of each printed indicator changed: rows, verdicts and texts hold."""
    for start, end in sorted(indicator_spans(text), reverse=True):
        text = text[:start] + _mistyped(text[start:end], rng) + text[end:]
    return text


def _mistyped(wording: str, rng: Random) -> str:
    chars = list(wording)
    for _ in range(rng.randint(1, 3)):
        places = [
            place
            for place in range(len(chars) - 1)
            if chars[place].isalpha() and chars[place + 1].isalpha()
        ]
        place = rng.choice(places)
        match rng.choice(("substitute", "drop", "swap")):
            case "substitute":
                chars[place] = rng.choice("aeinorst")
            case "drop":
                del chars[place]
            case _:
                chars[place : place + 2] = chars[place + 1], chars[place]
    return "".join(chars)


def drop_line(text: str, rng: Random) -> str:
    """A random line below the first table header is lost: all other rows hold."""
    lines = text.split("\n")
    if places := _table_places(lines):
        del lines[rng.choice(places)]
    return "\n".join(lines)


def _table_places(lines: list[str]) -> list[int]:
    """Lines with text below the first table header; in HTML only whole rows."""
    start = next(
        (place + 1 for place, line in enumerate(lines) if _HEADER.search(line)), len(lines)
    )
    filled = [place for place in range(start, len(lines)) if lines[place].strip()]
    return [place for place in filled if lines[place].startswith("<tr")] or filled


def stray_footers(text: str, rng: Random) -> str:
    """Two footers or running titles of that page between lines of a table: everything holds."""
    lines = text.split("\n")
    gap = [""] if _is_spaced(lines) else []
    for _ in range(2):
        if places := [at for at in _table_places(lines) if not lines[at].startswith("| :-")]:
            place = rng.choice(places)
            name = rng.choice(_footers_at(lines, place))
            lines[place:place] = [_footer_line(name, lines[place]), *gap]
    return "\n".join(lines)


def _footers_at(lines: list[str], place: int) -> list[str]:
    """What may stand at the edge of this page: a running title, or the aanpak that goes on."""
    titles = re.findall(_CONTINUED, "\n".join(lines)) or ["Vervolg bevindingen toezichtonderzoek"]
    names = _APPROACH.findall("\n".join(lines[:place]))
    return [titles[0], *(f"Aanpak: {name}" for name in names[-1:])]


def _footer_line(name: str, neighbour: str) -> str:
    """The footer in the form that the table around it has."""
    if neighbour.startswith("<tr"):
        return f'<tr><td colspan="3">{name}</td></tr>'
    return f"| {name} |" if neighbour.startswith("|") else name


def _is_spaced(lines: list[str]) -> bool:
    return sum(not line.strip() for line in lines) > 0.4 * len(lines)


def other_glyphs(text: str, rng: Random) -> str:
    """Each verdict glyph as another form of the same verdict: everything but `glyph` holds."""
    return _VERDICT.sub(
        lambda found: found["lead"] + rng.choice(_others(found["glyph"])), _bare_glyphs(text)
    )


def verdict_count(text: str) -> int:
    """How many verdict glyphs the text shows in cells."""
    return len(_VERDICT.findall(_bare_glyphs(text)))


def _bare_glyphs(text: str) -> str:
    for char in "√✓✗–×—":
        codes = (
            html.entities.codepoint2name.get(ord(char), "?"),
            f"#{ord(char)}",
            f"#x{ord(char):X}",
        )
        text = re.sub(rf"(?<=>)&(?:{'|'.join(map(re.escape, codes))});(?=<)", char, text)
    return text


def _others(glyph: str) -> list[str]:
    forms = next(forms for forms in GLYPH_FORMS if glyph in forms)
    return [form for form in forms if form != glyph]


def no_blank_lines(text: str, rng: Random) -> str:
    """All blank lines gone: everything holds."""
    del rng
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


def double_blank_lines(text: str, rng: Random) -> str:
    """Each blank line twice: everything holds."""
    del rng
    return re.sub(r"^[ \t]*\n", lambda found: found[0] * 2, text, flags=re.M)


def other_columns(text: str, rng: Random) -> str:
    """Columns of tab and pipe tables in another order; in running text the finding comes first.

    HTML and aligned columns stay as they are.
    """
    lines = text.split("\n")
    order = rng.choice(((2, 0, 1), (1, 2, 0), (2, 1, 0)))
    if any(line.count("\t") == 2 for line in lines):
        return "\n".join("\t".join(_reordered(line.split("\t"), order)) for line in lines)
    if any(re.match(r"\|.*\|$", line) for line in lines):
        return "\n".join(_reordered_pipes(line, order) for line in lines)
    return text if "<table" in text or _is_aligned(lines) else _findings_first(text)


def _is_aligned(lines: list[str]) -> bool:
    return sum(bool(re.search(r"\S {3,}\S", line)) for line in lines) > 0.2 * len(lines)


def _reordered(cells: list[str], order: tuple[int, ...]) -> list[str]:
    is_theme = len(cells) == 3 and not cells[1].strip() and not cells[2].strip()
    return [cells[place] for place in order] if len(cells) == 3 and not is_theme else cells


def _reordered_pipes(line: str, order: tuple[int, ...]) -> str:
    if not line.startswith("|"):
        return line
    cells = re.split(r"(?<!\\)\|", line)[1:-1]
    return "|" + "|".join(_reordered(cells, order)) + "|"


def _findings_first(text: str) -> str:
    """Swap each run of indicator cells with what follows it, up to the next cell or footer."""
    inner = sorted(indicator_spans(text))
    stops = [
        found.start()
        for wording in criteria().values()
        for found in _pattern(wording).finditer(text)
    ]
    stops += [found.start() for pattern in (_FOOTER, _HEADER) for found in pattern.finditer(text)]
    stops += (
        [start for start, _ in inner]
        + [found.start() for found in _theme_lines(text)]
        + [len(text)]
    )
    pieces: list[str] = []
    done = 0
    for place, (start, end) in enumerate(inner):
        follows = place + 1 < len(inner) and not text[end : inner[place + 1][0]].strip()
        if start < done or follows:
            continue
        first = _run_start(text, inner, place)
        stop = _line_start(text, min(at for at in stops if at >= end))
        above = text[done:first]
        gap = "" if not above.strip() or re.search(r"\n *$", above) else "\n\n"
        pieces += [above, gap, text[end:stop].lstrip(), text[first:end], "\n\n"]
        done = stop
    return "".join(pieces) + text[done:]


def _theme_lines(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(
        r"^ *(?:Toeleiding|Gezin centraal|Aanpak|Samenwerking|Continu|Conclusie) *$", text, re.M
    )


def _run_start(text: str, spans: list[tuple[int, int]], place: int) -> int:
    while place and not text[spans[place - 1][1] : spans[place][0]].strip():
        place -= 1
    return spans[place][0]


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def municipality_in(text: str) -> str | None:
    """The known name that the text mentions most."""
    counts = Counter(
        {name: len(re.findall(rf"\b{re.escape(name)}\b", text)) for name in MUNICIPALITIES}
    )
    name, count = counts.most_common(1)[0]
    return name if count else None


def renamed(text: str, old: str, new: str) -> str:
    """Every whole-word mention of a municipality replaced; for a text as for its gold."""
    return re.sub(rf"\b{re.escape(old)}\b", new, text)


def other_municipality(text: str, rng: Random) -> str:
    """The municipality under another name, in approaches too: use `renamed` on the gold."""
    old = municipality_in(text)
    return (
        renamed(text, old, rng.choice([name for name in MUNICIPALITIES if name != old]))
        if old
        else text
    )


PERTURBATIONS: dict[str, Callable[[str, Random], str]] = {
    "typos": typos,
    "drop_line": drop_line,
    "stray_footers": stray_footers,
    "other_glyphs": other_glyphs,
    "no_blank_lines": no_blank_lines,
    "double_blank_lines": double_blank_lines,
    "other_columns": other_columns,
    "other_municipality": other_municipality,
}
