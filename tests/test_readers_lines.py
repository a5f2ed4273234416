"""What stands outside tables: lines, headings, items, blocks of HTML, Markdown's signs."""

from __future__ import annotations

import pytest

from ggsr_extract.text import Document, Edit, Mark, Span
from tests.reading import read_text, words_of_lines


def shapes(document: Document) -> list[tuple[str, int, bool, int]]:
    """Words, level, item and empty lines before, of each line."""
    return [
        (words, line.level, line.is_item, line.breaks)
        for words, line in zip(words_of_lines(document), document.lines, strict=True)
    ]


def signs(document: Document) -> list[tuple[str, str, str]]:
    return [
        (document.text[mark.span.start : mark.span.end], mark.name, mark.kind)
        for mark in document.marks
    ]


def test_a_line_is_trimmed_and_knows_its_indent_and_the_empty_lines_before_it() -> None:
    document = read_text("een  \n\n \n   twee \ndrie")
    assert shapes(document) == [("een", 0, False, 0), ("twee", 0, False, 2), ("drie", 0, False, 0)]
    assert [line.indent for line in document.lines] == [0, 3, 0]
    assert document.lines[1].span == Span(12, 16)


def test_empty_lines_at_the_start_are_counted() -> None:
    assert [line.breaks for line in read_text("\n\neen").lines] == [2]


def test_after_a_table_only_the_empty_lines_below_it_count() -> None:
    document = read_text("a\tb\tc\nd\te\tf\n\n\neen\n")
    assert shapes(document) == [("een", 0, False, 2)]


def test_a_form_feed_ends_a_line_and_is_a_blank() -> None:
    document = read_text("een\ftwee\n\f\fdrie")
    assert words_of_lines(document) == ["een", "twee", "drie"]
    assert len(document.pages) == 1


def test_headings_of_markdown_have_a_level() -> None:
    document = read_text("# Een\n## Twee ##\n###### Zes\n####### zeven\n#geen\n")
    assert [(words, level) for words, level, _, _ in shapes(document)] == [
        ("Een", 1),
        ("Twee", 2),
        ("Zes", 6),
        ("####### zeven", 0),
        ("#geen", 0),
    ]
    assert signs(document)[:2] == [("#", "h1", "open"), ("##", "h2", "open")]


def test_an_underlined_lone_line_is_a_heading() -> None:
    document = read_text("Titel\n=====\n\nInleiding\n---------\n\ntekst\nmeer tekst\n---\nen nog\n")
    assert [level for _, level, _, _ in shapes(document)] == [1, 2, 0, 0, 0]
    assert [name for _, name, _ in signs(document)] == ["rule", "rule", "rule"]


@pytest.mark.parametrize("sign", ["-", "*", "•", "·", "▪", "\uf0b7"])
def test_a_list_sign_makes_an_item(sign: str) -> None:
    document = read_text(f"{sign} een\n  {sign}  twee\n")
    assert shapes(document) == [("een", 0, True, 0), ("twee", 0, True, 0)]
    assert signs(document) == [(sign, "item", "other")] * 2


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert shapes(read_text("•\n\neen\ntwee\n")) == [("een", 0, True, 1), ("twee", 0, False, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "– vastgelopen –",
        "-woord",
        "o een",
        "√ voldoet",
        "X nee",
        "1. een",
        "*nadruk",
        "-",
        "+ plus",
    ],
)
def test_what_is_no_list_sign_stays_text(text: str) -> None:
    document = read_text(text)
    assert shapes(document) == [(text, 0, False, 0)]
    assert document.marks == ()


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("een **vet** woord", "een vet woord", ["b", "b"]),
        ("*schuin* en _ook_", "schuin en ook", ["i", "i", "i", "i"]),
        ("***beide***", "beide", ["i", "b", "b", "i"]),
        ("**over\nregels**", "over regels", ["b", "b"]),
        ("X\\* en \\_y\\_", "X* en _y_", ["escape"] * 3),
        ('zie [de site](http://www.a.nl/b_c_d "t") nu', "zie de site nu", ["a", "a"]),
        ("**<b>X</b>** nee", "X nee", ["b", "b", "b", "b"]),
    ],
)
def test_signs_of_markdown_are_no_words(text: str, words: str, names: list[str]) -> None:
    document = read_text(text)
    assert " ".join(words_of_lines(document)) == words
    assert [mark.name for mark in document.marks] == names
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize(
    "text",
    [
        "3 * 4 * 5",
        "een* voetnoot",
        "snake_case_naam",
        "a < b en c > d",
        "<18 jaar en <naam gemeente>",
        "R&D en AT&T; nu",
        "een | twee",
        "C:\\map",
        "[1] en (2)",
        "`code`",
    ],
)
def test_signs_that_are_no_markup_stay_text(text: str) -> None:
    document = read_text(text)
    assert words_of_lines(document) == [text]
    assert document.marks == ()
    assert document.media_type == "text/plain"


def test_emphasis_does_not_reach_over_an_empty_line_or_a_heading() -> None:
    assert read_text("een *twee\n\ndrie* vier").marks == ()
    assert [mark.name for mark in read_text("# een *twee\ndrie* vier").marks] == ["h1"]


def test_a_tag_beside_a_sign_of_emphasis_is_punctuation() -> None:
    assert words_of_lines(read_text("een**<b>X</b>** twee")) == ["een**X** twee"]


def test_entities_stand_for_a_character() -> None:
    document = read_text("R&amp;D &eacute;&#233;n &#x221A; &bogus;")
    assert words_of_lines(document) == ["R&D één √ &bogus;"]
    assert document.substitutions[0] == Edit(Span(1, 6), "&amp;", "&", "entity")


def test_tags_have_a_name_and_a_kind() -> None:
    document = read_text("<STRONG>X</STRONG> <em>y</em> z<br/>w <sup class='a>b'>1</sup>")
    assert signs(document) == [
        ("<STRONG>", "b", "open"),
        ("</STRONG>", "b", "close"),
        ("<em>", "i", "open"),
        ("</em>", "i", "close"),
        ("<br/>", "br", "void"),
        ("<sup class='a>b'>", "sup", "open"),
        ("</sup>", "sup", "close"),
    ]


def test_comments_scripts_and_heads_print_nothing() -> None:
    document = read_text(
        "<html><head><title>t</title><style>p > b {}</style></head><body>een"
        "<!-- <p>niet\n\ndit</p> --><script>if (a < b) {'<p>'}</script> twee</body></html>"
    )
    assert words_of_lines(document) == ["een twee"]
    assert {"head", "comment", "script"} <= {mark.name for mark in document.marks}


def test_a_comment_over_several_lines_prints_nothing() -> None:
    document = read_text("een\n<!-- twee\n\tdrie\tvier\n\tvijf\tzes -->\nzeven\n")
    assert shapes(document) == [("een", 0, False, 0), ("zeven", 0, False, 1)]


def test_a_comment_that_never_ends_hides_nothing() -> None:
    assert words_of_lines(read_text("een <!-- twee")) == ["een twee"]


def test_a_block_of_html_is_a_line_with_its_level_and_its_item() -> None:
    document = read_text(
        "<!DOCTYPE html>\n<html><body>\n<h1>Een\n titel</h1>\n<p>twee\n drie</p><ul>\n"
        "<li>vier</li><li><p>vijf</p></li></ul><div>zes<br>zeven</div></body></html>"
    )
    assert shapes(document) == [
        ("Een titel", 1, False, 1),
        ("twee drie", 0, False, 1),
        ("vier", 0, True, 1),
        ("vijf", 0, True, 1),
        ("zes", 0, False, 1),
        ("zeven", 0, False, 0),
    ]
    assert document.media_type == "text/html"


def test_html_in_a_text_ends_with_an_empty_line_at_the_latest() -> None:
    document = read_text("<p>een\ntwee\n\ndrie\nvier\n<h2>vijf\nzes</h2>\nzeven\nacht\n")
    assert [(words, level) for words, level, _, _ in shapes(document)] == [
        ("een twee", 0),
        ("drie", 0),
        ("vier", 0),
        ("vijf zes", 2),
        ("zeven", 0),
        ("acht", 0),
    ]


def test_an_element_that_an_empty_line_ended_is_not_open_below_it() -> None:
    document = read_text("<div>een\n\ntwee<br>drie\nvier\n")
    assert words_of_lines(document) == ["een", "twee", "drie", "vier"]


def test_markdown_is_not_looked_for_in_an_html_page() -> None:
    document = read_text("<html><body><p>een *twee* _drie_</p></body></html>")
    assert words_of_lines(document) == ["een *twee* _drie_"]


def test_marks_are_in_order_without_overlap() -> None:
    document = read_text("- **een** <b>twee</b> *drie*\n")
    assert [mark.name for mark in document.marks] == ["item", "b", "b", "b", "b", "i", "i"]
    assert document.marks[0] == Mark(Span(0, 1), "item")
