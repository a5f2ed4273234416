"""What must hold for whatever anybody feeds to the reader."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ggsr_extract.errors import SourceError
from ggsr_extract.readers import read
from tests.reading import assert_adds_up, read_text

SCRAPS = [
    *[
        "woord",
        "De gemeente heeft zicht",
        "X",
        "√",
        "–",
        "1",
        "één",
        "a|b",
        "3 < 4",
        "R&D",
        "\u00ad",
    ],
    *["\n", "\n\n", "\n\n\n", "\f", "\t", "\t\t", " ", "  ", "      ", "\u00a0", "\r\n", "\r"],
    *["<b>", "</b>", "<p>", "</p>", "<br>", "<sup>1</sup>", "<td>", "</td>", "<tr>", "</tr>"],
    *[
        "<table>",
        "</table>",
        '<td rowspan="2">',
        "<td colspan='0'>",
        "<th>",
        "<thead>",
        "<caption>",
    ],
    *["<ul>", "<li>", "</ul>", "<h2>", "</h2>", "<div>", "<pre>", "</pre>", "<html>", "</body>"],
    *["<!--", "-->", "<script>", "</script>", "<head>", "</head>", "<", ">", "<18 jaar", "<x:y>"],
    *["&amp;", "&nbsp;", "&#8730;", "&bogus;", "&", "&lt;b&gt;", '"', '""', "'", "`", "```"],
    *[
        "# ",
        "## ",
        "- ",
        "* ",
        "• ",
        "\uf0b7",
        "---",
        "===",
        "***",
        "*",
        "**",
        "_",
        "__",
        "\\",
        "\\*",
    ],
    *["|", "| ", " |", "\\|", "|---|---|", "| a | b |", "[", "](", "](x)", "Ã©", "âœ“", "\x93"],
    *["{|", "|-", "|}", "|+ ", "! ", "||", "!!", "rowspan=2 |", "''", "'''", "== ", "\n|", "\n{|"],
    *["|===", "\n|===\n", "a|", ".2+|", "2+|", '[cols="1,1"]', " +\n", "|\n", "| \n", "\n| a |\n"],
    *["|---+---|", "\\\\", "^", "^ a ^ b ^\n", "|| a || b ||\n", "h2. "],
    *["\n:PROPERTIES:\n", ":END:\n"],
]

texts = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=3), max_size=60).map("".join)


@given(text=texts)
@example(text="<table>\n<tr><td>a\n\n| b |\n|---|\n| c |")
@example(text='a\tb\tc\n"\nd\te\tf\n"\ng\th\ti\n')
@example(text="<td>een<table><td>twee")
@settings(max_examples=400, deadline=None)
def test_every_printed_character_is_in_one_line_cell_or_mark(text: str) -> None:
    try:
        document = read_text(text)
    except SourceError:
        return
    assert_adds_up(document)


@given(text=texts)
@settings(max_examples=200, deadline=None)
def test_decoding_loses_nothing_but_what_the_edits_say(text: str) -> None:
    try:
        document = read_text(text)
    except SourceError:
        return
    assume("\x00" not in text)  # bytes with NULs in them may look like UTF-16
    printed: list[str] = []
    cursor = 0
    for edit in document.edits:
        printed += [document.text[cursor : edit.span.start], edit.printed]
        cursor = edit.span.end
    printed.append(document.text[cursor:])
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(printed) == plain


@given(data=st.binary(max_size=400) | texts.map(lambda text: text.encode("utf-16")))
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_a_document_or_a_source_error(data: bytes) -> None:
    try:
        document = read(data)
    except SourceError as error:
        code = error.code
    else:
        assert_adds_up(document)
        code = "read"
    assert code in {"read", "empty", "binary", "encoding", "damaged"}


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_the_same_bytes_give_the_same_document(text: str) -> None:
    try:
        assert read_text(text) == read_text(text)
    except SourceError:
        return


SIGNS = [
    *[
        "<",
        "|",
        "*",
        "\t",
        "&",
        "_",
        "\\",
        "[",
        "](",
        "<a ",
        "<!--",
        "<td>",
        "<table>",
        "<p>",
        '"\t',
    ],
    *[
        "|-",
        "|-|\n",
        "a\tb\n",
        "\t\n",
        '"\n',
        "<script>",
        "</p>",
        "<b>\t",
        "<a 'x\"",
        "`",
        "[a](",
        "#",
    ],
    *[
        "- ",
        "**a",
        "*a* ",
        "_a",
        " a",
        "a  b\n",
        "a   b",
        "Ã",
        "Ã©",
        "â€",
        " ",
        "\n",
        "\f",
        "-\n",
        "é-\n",
    ],
    *[
        "<td colspan=99>",
        "<div>\n",
        "</div>",
        "&amp;",
        "<h1>",
        "\u00a0",
        "a-\n",
        "  a\n",
        "-" * 7 + " ",
        "+---",
        "+---+\n| a |\n",
        "--- ---\n",
        "--- ---\na\n",
        "--- ---\na   b\n",
        "--- ---\n\n--- ---- ---\n",
    ],
    *[
        "{|\n",
        "{|\n|a\n|}\n",
        "|a\n",
        "| a ||",
        "|-\n|",
        "'''",
        "|===\n",
        "9+|",
        ".999+|",
        "[cols=",
        "| a\nb |\n",
        "| a |\n|\n",
        "^ a ^\n",
        "|| a ||\n",
        "|---+---|\n",
        "| a\\\\ |\n",
        "\n:PROPERTIES:\n",
        ":PROPERTIES:\n:a\n",
        "h1. ",
        "== ",
        "** ",
        " +\n",
    ],
]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_repeated_makes_reading_slow(sign: str) -> None:
    """Twice as much text takes some twice as long; a quadratic reader would need minutes."""
    text = "woord\n" + sign * (100_000 // len(sign))
    start = time.process_time()
    document = read_text(text)
    assert time.process_time() - start < 5
    assert_adds_up(document)
