"""Words for a terminal or a log: nothing that a document or a file name holds can steer it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["json_text", "printable", "printable_lines", "shell_word"]

# In a text without these nothing has to be looked at: letters, punctuation, blanks.
_PLAIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u0377\u2010-\u2027\u2030-\u205e\u2200-\u27bf]*\Z")


def printable(text: str) -> str:
    r"""Text on one line, with control, bidi, private and other invisible characters spelled out.

    >>> printable("a\x1b[31m\u202eb\n")
    'a\\x1b[31m\\u202eb\\n'
    """
    return text if _PLAIN.match(text) else "".join(map(_spelled, text))


def printable_lines(text: str) -> str:
    r"""Like :func:`printable`, with line feeds and tabs as they are.

    >>> printable_lines("a\tb\n\x07")
    'a\tb\n\\x07'
    """
    parts = re.split(r"([\n\t])", text)
    return "".join(part if part in ("\n", "\t") else printable(part) for part in parts)


def json_text(value: object) -> str:
    r"""JSON in which control and bidi characters are escapes, so that it stays what it says.

    >>> json_text({"één": "\u202e"})
    '{\n  "één": "\\u202e"\n}'
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(
        json.dumps(character)[1:-1] if character != "\n" and _is_steering(character) else character
        for character in text
    )


def _spelled(character: str) -> str:
    if _is_steering(character):
        return character.encode("unicode_escape").decode("ascii")
    return character


def _is_steering(character: str) -> bool:
    """Control, format, surrogate, private and unassigned code points; line separators."""
    category = unicodedata.category(character)
    return category[0] == "C" or category in ("Zl", "Zp")


def shell_word(path: str) -> str:
    r"""A path as it can be typed in a shell, whatever its name holds.

    >>> shell_word("a b.txt"), shell_word("a\x1b.txt")
    ("'a b.txt'", "$'a\\x1b.txt'")
    """
    import shlex

    if not any(map(_is_steering, path)):
        return shlex.quote(path)
    return "$'" + "".join(map(_typed, path)) + "'"


def _typed(character: str) -> str:
    if character in "'\\":
        return f"\\{character}"
    if not _is_steering(character):
        return character
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
