"""From spans to words: white space, markup, hyphens, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ggsr_extract.cleaning import passage_of, rebuild
from ggsr_extract.errors import SourceError
from ggsr_extract.text import Document, Edit, Page, Passage, Span, iter_gaps, merge_spans, trim
from tests.reading import read_text


def whole(document: Document) -> Passage:
    passage = passage_of(document, [Span(0, len(document.text))])
    assert passage is not None
    return passage


def printed(text: str) -> Document:
    """A document without markup, whatever signs its text has."""
    return Document(text, "text/plain", "test", (Page(1, Span(0, len(text))),))


def cleaned(text: str) -> str:
    return whole(printed(text)).text


def test_white_space_is_folded() -> None:
    assert cleaned("een  twee\n drie\u00a0\tvier\f") == "een twee drie vier"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("verant-\nwoorde", "verantwoorde"),
        ("verant- \n\n woorde", "verantwoorde"),
        ("jeugd-\ninspecties", "jeugdinspecties"),
        ("samenwer-\nkingsafspraken", "samenwerkingsafspraken"),
        ("gezins-\nmanager", "gezinsmanager"),
        ("partij-\nen die relevant zijn", "partijen die relevant zijn"),
        ("samenwerkings-\nen zorgafspraken", "samenwerkings- en zorgafspraken"),
        ("opgroei-\nen opvoedondersteuning", "opgroei- en opvoedondersteuning"),
        ("de op-\nen afschaling", "de op- en afschaling"),
        ("zij gaan op-\nen neer", "zij gaan open neer"),
        ("opgroei- en opvoed-\nondersteuning", "opgroei- en opvoedondersteuning"),
        ("kosten-\nbatenanalyse", "kosten-batenanalyse"),
        ("kosten-batenana-\nlyse", "kosten-batenanalyse"),
        ("hbo-\nniveau", "hbo-niveau"),
        ("niet-\nwesterse", "niet-westerse"),
        ("WIJ-\nteam", "WIJ-team"),
        ("e-\nmail", "e-mail"),
        ("e-mail", "e-mail"),
        ("op- en afschaling", "op- en afschaling"),
        ("op-\nen afschaling", "op- en afschaling"),
        ("0-meting", "0-meting"),
        ("0-\nmeting", "0-meting"),
        ("STJ-\ndefinitie", "STJ-definitie"),
        ("Noord-\nBrabant", "Noord-Brabant"),
        ("Care-model en Care-\nmodel", "Care-model en Care-model"),
        ("ver\u00adant\u00adwoorde", "verantwoorde"),
        ("een - twee", "een - twee"),
        ("– vastgelopen –", "– vastgelopen –"),
        ("o\ufb03cieel \ufb01n", "officieel fin"),
        ("nul\u200bbreed", "nulbreed"),
    ],
)
def test_hyphens_and_special_signs(text: str, clean: str) -> None:
    assert cleaned(text) == clean


def test_a_hyphen_inside_a_line_goes_when_the_document_prints_the_word_without() -> None:
    passage = passage_of(printed("stapelings-monitor, stapelingsmonitor"), [Span(0, 18)])
    assert passage is not None
    assert passage.text == "stapelingsmonitor"
    assert passage.edits == (Edit(Span(10, 11), "-", "", "hyphen.in_line.own_words"),)


def test_a_hyphen_between_two_spans_is_one_at_a_line_end() -> None:
    document = printed("verant-   X\nwoorde    Y")
    passage = passage_of(document, [Span(0, 7), Span(12, 18)])
    assert passage == Passage(
        "verantwoorde",
        (Span(0, 7), Span(12, 18)),
        (Edit(Span(6, 7), "-", "", "hyphen.line_end.lexicon"),),
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("stapelingsmonitor: de stapelings-\nmonitor", "hyphen.line_end.own_words"),
        ("Care-model: het Care-\nmodel", "hyphen.line_end.kept.own_words"),
        ("WIJ-\nteam", "hyphen.line_end.kept.shape"),
        ("hulpverle-\ning en samenwer-\nking", "hyphen.line_end.lexicon"),
        ("kosten-\nbatenanalyse", "hyphen.line_end.kept.lexicon"),
        ("informatie-\nuitwisseling", "hyphen.line_end.kept.undecided"),
        ("waakvlam-\nfunctie", "hyphen.line_end.kept.undecided"),
        ("hulpver-\nlening, waakvlam-\nfunctie", "hyphen.line_end.undecided"),
        ("knarsel-\nbroem", "hyphen.line_end.undecided"),
    ],
)
def test_every_hyphen_at_a_line_end_says_what_decided(text: str, rule: str) -> None:
    edit = whole(printed(text)).edits[-1]
    assert (edit.printed, edit.rule) == ("-", rule)
    assert edit.mended == ("-" if ".kept." in rule else "")


def test_a_text_that_breaks_no_words_keeps_the_hyphen_between_two() -> None:
    """A word processor that does not hyphenate ends a line after a hyphen of the word alone."""
    assert cleaned("de verstandelijk-\ngehandicaptenzorg") == "de verstandelijk-gehandicaptenzorg"


WORDS = ("samenwerkingsafspraken", "hulpverleningsplan", "doorzettingsmacht", "verantwoordelijk")


@given(st.sampled_from(WORDS), st.integers(2, 14), st.sampled_from(["-\n", "- \n\n ", "‐\n"]))
def test_a_word_is_whole_again_wherever_its_line_ended(word: str, at: int, end: str) -> None:
    assert cleaned(f"de {word[:at]}{end}{word[at:]} is er") == f"de {word} is er"


@given(st.text("ab-\n éG0", max_size=40))
def test_nothing_but_hyphens_and_blanks_goes(text: str) -> None:
    passage = passage_of(printed(text), [Span(0, len(text))])
    kept = passage.text if passage else ""
    assert "".join(kept.split()).replace("-", "") == "".join(text.split()).replace("-", "")


def test_a_span_of_blanks_is_nothing() -> None:
    assert passage_of(printed("a   b"), [Span(1, 4)]) is None
    assert passage_of(printed("a b"), []) is None


def test_markup_is_dropped_and_breaking_elements_leave_a_blank() -> None:
    assert whole(read_text("<p>een<br>twee</p><p>dr<b>ie</b></p>\n")).text == "een twee drie"


def test_a_raised_note_mark_is_dropped_and_kept_as_an_edit() -> None:
    passage = whole(read_text("de regisseur<sup>1</sup> is 20 m<sup>breed</sup>"))
    assert passage.text == "de regisseur is 20 mbreed"
    assert [edit.rule for edit in passage.edits] == ["footnote_mark"]


def test_an_entity_is_what_it_stands_for() -> None:
    assert whole(read_text("R&amp;D&nbsp;en co&ouml;rdinatie")).text == "R&D en coördinatie"


SCRAPS = [
    *[
        "een",
        "twee",
        "verant-\nwoorde",
        "op-\nen",
        "0-",
        "-",
        "‐",
        "\n",
        " ",
        "\t",
        "\u00a0",
        "A",
        "1",
    ],
    *[
        "\u00ad",
        "\u200b",
        "\ufb01",
        "\ufeff",
        "<b>",
        "</b>",
        "<br>",
        "<sup>",
        "</sup>",
        "<p>",
        "**",
    ],
    *["*", "&amp;", "&nbsp;", "&shy;", "&#8203;", "√", "\f", "|", "&lt;", "\u0301", "İ", "e\u0301"],
]
texts = st.lists(st.sampled_from(SCRAPS) | st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(pieces=texts, cuts=st.lists(st.integers(0, 200), max_size=6))
@example(pieces=["a-", "<br>", "b"], cuts=[])
@example(pieces=["x&shy;\ny"], cuts=[])
@example(pieces=["a", "-", "\u00ad", "b"], cuts=[])
@settings(max_examples=600, deadline=None)
def test_a_passage_can_be_rebuilt_from_its_spans_and_edits(
    pieces: list[str], cuts: list[int]
) -> None:
    try:
        document = read_text("".join(pieces))
    except SourceError:
        return
    edges = sorted({min(cut, len(document.text)) for cut in [0, *cuts, 999]})
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    spans = [span for span in spans if not cuts_markup(document, span)]
    passage = passage_of(document, spans)
    if passage is None:
        return
    markup = [mark.span for mark in document.marks]
    rebuilt = rebuild(document.text, passage.spans, markup, passage.edits)
    assert rebuilt == "".join(passage.text.split())
    assert passage.text == " ".join(passage.text.split())
    assert passage.hull == Span(passage.spans[0].start, passage.spans[-1].end)
    for edit in passage.edits:
        assert document.text[edit.span.start : edit.span.end] == edit.printed
        assert any(span.contains(edit.span) for span in passage.spans)


def cuts_markup(document: Document, span: Span) -> bool:
    """Whether a span begins or ends inside a tag or an entity, which no caller asks for."""
    signs = [mark.span for mark in document.marks] + [e.span for e in document.substitutions]
    return any(s.start < edge < s.end for s in signs for edge in (span.start, span.end))


@given(text=st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_cleaning_loses_no_word(text: str) -> None:
    passage = passage_of(printed(text), [Span(0, len(text))])
    kept = rebuild(text, [Span(0, len(text))], [], passage.edits if passage else [])
    assert kept == ("".join(passage.text.split()) if passage else kept)


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ab: Span(min(ab), max(ab)))
)


@given(spans=spans, text=st.text(alphabet="a \n", min_size=20, max_size=20))
def test_merged_spans_cover_the_same_printed_characters(spans: list[Span], text: str) -> None:
    ordered = sorted(spans)
    merged = merge_spans(ordered, text)
    before = {i for span in ordered for i in range(span.start, span.end) if text[i].strip()}
    after = {i for span in merged for i in range(span.start, span.end) if text[i].strip()}
    assert after == before


@given(spans=spans, within=st.integers(0, 20))
def test_gaps_are_what_the_spans_leave_open(spans: list[Span], within: int) -> None:
    whole_span = Span(0, within)
    ordered = sorted(spans)
    gaps = list(iter_gaps(ordered, whole_span))
    covered = {i for span in ordered for i in range(span.start, span.end)}
    open_offsets = [i for gap in gaps for i in range(gap.start, gap.end)]
    assert open_offsets == [i for i in range(within) if i not in covered]


@given(text=st.text(max_size=30))
def test_a_trimmed_span_has_no_blank_at_its_ends(text: str) -> None:
    span = trim(Span(0, len(text)), text)
    assert text[span.start : span.end] == text.strip()
