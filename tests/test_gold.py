"""The hand-made gold holds against the documents themselves, without any help of the extractor.

Gold that began as a draft of the extractor is held by `tests/test_adopt.py`.

Of the table part of each document every finding, caveat and label is taken away in the order of the
gold. What is left must be the verdict glyphs, in the order of the gold, and nothing else.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
NAMES = sorted(
    Path(entry["file"]).stem for entry in MANIFEST["documents"] if "gold_origin" not in entry
)
FRAMEWORK = tomllib.loads((ROOT / "rules" / "framework.toml").read_text(encoding="utf-8"))
VERDICTS = {
    "√": "meets",
    "✓": "meets",
    "X": "improvement_point",
    "✗": "improvement_point",
    "–": "not_assessed",
}
TABLE_HEADER = r"(?:Criteria Indicatoren Bevindingen|Indicator 2013 2014)"
CONCLUSION_HEADER = r"Wat gaat goed\? Wat kan beter\?"
CONTINUED = r"(?:## )?Vervolg (?:bevindingen toezichtonderzoek|uitkomsten verbeterpunten)"
TAKEN = "\N{BULLET}"

each_document = pytest.mark.parametrize("name", NAMES)


# -- reading ------------------------------------------------------------------------------------


@cache
def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((CORPUS / "gold" / f"{name}.json").read_bytes())
    return gold


@cache
def source_of(name: str) -> str:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


def folded(text: str) -> str:
    """The text without tags, with line-break hyphens undone and white space folded."""
    without_tags = re.sub(r"</?(?:b|p|sup)>", " ", text)
    joined = re.sub(r"(?<=\w)-[^\S\n]*\n\s*(?=[a-z])", "", without_tags)
    return " ".join(joined.split())


def themes() -> str:
    labels = [theme["label"] for theme in FRAMEWORK["themes"].values()]
    return "(?:" + "|".join(map(re.escape, labels)) + ")"


def table_part(name: str) -> str:
    """The document from each first table to its conclusion or its end."""
    first = rf"(?:Toeleiding|Aanpak|Samenwerking) {TABLE_HEADER} .*?(?= Conclusie Hieronder |$)"
    return " ".join(re.findall(first, folded(source_of(name))))


def conclusion_part(name: str) -> str:
    """The document from the first conclusion of each approach to its last."""
    first = rf"Toeleiding {CONCLUSION_HEADER} .*?(?= Aanpak: [A-Z])"
    return " ".join(re.findall(first, folded(source_of(name))))


def texts_in_order(name: str) -> Iterator[str]:
    for finding in gold_of(name)["findings"]:
        yield finding["text"]
        yield from finding["caveats"]


def without(text: str, pieces: Iterable[str]) -> str:
    """The text without the pieces, each sought behind the one before it."""
    position = 0
    for piece in pieces:
        start = text.find(piece, position)
        assert start >= 0, f"not an unbroken piece of the document, or not in order: {piece!r}"
        text = text[:start] + TAKEN + text[start + len(piece) :]
        position = start + len(TAKEN)
    return text


# -- what is left of a table --------------------------------------------------------------------


def wordings(kind: str) -> dict[str, str]:
    """Every wording of the framework's criteria or indicators, with the id that it stands for."""
    return {
        wording: key
        for key, entry in FRAMEWORK[kind].items()
        for wording in (entry["label"], *entry.get("aliases", ()))
    }


def alternatives(kind: str) -> str:
    longest_first = sorted(wordings(kind), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


def table_token(name: str) -> re.Pattern[str]:
    """What may stand in a table beside the texts of the gold."""
    approaches = "|".join(re.escape(a["name"]) for a in gold_of(name)["document"]["approaches"])
    kinds = {
        "taken": TAKEN,
        "marker": "LET OP:",
        "running": rf"{CONTINUED}|Aanpak: (?:{approaches})",
        "header": rf"{themes()} {TABLE_HEADER}",
        "indicator": alternatives("indicators"),
        "criterion": alternatives("criteria"),
        "glyph": "|".join(VERDICTS),
        "stop": r"\.",
        "leftover": r"\S+",
    }
    return re.compile("|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


@cache
def tokens_of(name: str) -> tuple[tuple[str, str], ...]:
    """Kind and text of all that stands in the tables, in order."""
    tables = without(table_part(name), texts_in_order(name))
    return tuple((str(m.lastgroup), m.group()) for m in table_token(name).finditer(tables))


def texts_of_kind(name: str, kind: str) -> list[str]:
    return [text for token_kind, text in tokens_of(name) if token_kind == kind]


def rows_of(name: str) -> list[list[str]]:
    """The printed indicators of each row: neighbouring findings of one row count once."""
    findings = gold_of(name)["findings"]
    return [
        row for (_, row), _ in groupby(findings, lambda f: (f["approach"], f["row_indicators"]))
    ]


# -- the gold stands in the document ------------------------------------------------------------


def test_the_gold_has_110_findings_10_caveats_and_14_conclusions() -> None:
    golds = [gold_of(name) for name in NAMES]
    findings = [finding for gold in golds for finding in gold["findings"]]
    caveats = [caveat for finding in findings for caveat in finding["caveats"]]
    conclusions = [conclusion for gold in golds for conclusion in gold["conclusions"]]
    assert (len(findings), len(caveats), len(conclusions)) == (110, 10, 14)


@each_document
def test_each_text_and_caveat_is_an_unbroken_piece_of_the_tables_in_order(name: str) -> None:
    texts = list(texts_in_order(name))
    assert texts
    assert without(table_part(name), texts).count(TAKEN) == len(texts)


@each_document
def test_each_conclusion_is_an_unbroken_piece_and_nothing_else_is_concluded(name: str) -> None:
    texts = [conclusion["text"] for conclusion in gold_of(name)["conclusions"]]
    left = without(conclusion_part(name), texts)
    assert not re.sub(rf"{themes()} {CONCLUSION_HEADER}|{TAKEN}|\s", "", left)


@each_document
def test_each_conclusion_stands_under_its_theme(name: str) -> None:
    left = without(conclusion_part(name), (c["text"] for c in gold_of(name)["conclusions"]))
    printed = [
        theme
        for theme, taken in re.findall(rf"({themes()}) {CONCLUSION_HEADER}([\s{TAKEN}]*)", left)
        for _ in range(taken.count(TAKEN))
    ]
    labels = [FRAMEWORK["themes"][c["theme"]]["label"] for c in gold_of(name)["conclusions"]]
    assert labels == printed


@each_document
def test_the_glyphs_stand_in_the_tables_in_the_order_of_the_gold(name: str) -> None:
    glyphs = [finding["glyph"] for finding in gold_of(name)["findings"]]
    assert glyphs
    assert glyphs == texts_of_kind(name, "glyph")


@each_document
def test_nothing_is_left_over_of_a_table(name: str) -> None:
    assert tokens_of(name)
    assert texts_of_kind(name, "leftover") == []


@each_document
def test_each_caveat_has_its_marker(name: str) -> None:
    caveats = [caveat for finding in gold_of(name)["findings"] for caveat in finding["caveats"]]
    assert len(texts_of_kind(name, "marker")) == len(caveats)


@each_document
def test_the_indicators_stand_in_the_tables_in_the_order_of_the_gold(name: str) -> None:
    ids = wordings("indicators")
    printed = [ids[text] for text in texts_of_kind(name, "indicator")]
    assert printed
    assert printed == [indicator for row in rows_of(name) for indicator in row]


@each_document
def test_the_criteria_stand_in_the_tables_in_the_order_of_the_gold(name: str) -> None:
    criteria = [f["criterion"] for f in gold_of(name)["findings"] if f["criterion"] is not None]
    assert [label for label, _ in groupby(criteria)] == texts_of_kind(name, "criterion")


# -- the gold agrees with itself and with the framework -----------------------------------------


@each_document
def test_each_verdict_is_what_its_glyph_means(name: str) -> None:
    for finding in gold_of(name)["findings"]:
        assert VERDICTS[finding["glyph"]] == finding["verdict"], finding["text"]


@each_document
def test_each_indicator_belongs_to_the_theme_and_criterion_of_its_finding(name: str) -> None:
    for finding in gold_of(name)["findings"]:
        for indicator in finding["row_indicators"]:
            criterion = FRAMEWORK["criteria"][FRAMEWORK["indicators"][indicator]["criterion"]]
            assert criterion["theme"] == finding["theme"], finding["text"]
            assert finding["criterion"] in (criterion["label"], None), finding["text"]


@each_document
def test_the_findings_of_a_row_and_year_share_out_its_indicators(name: str) -> None:
    def row(finding: dict[str, Any]) -> tuple[str, list[str], int]:
        return finding["approach"], finding["row_indicators"], finding["year"]

    for (_, printed, _), findings in groupby(sorted(gold_of(name)["findings"], key=row), row):
        assert [i for finding in findings for i in finding["indicators"]] == printed


@each_document
def test_a_mended_text_differs_in_hyphens_only(name: str) -> None:
    for finding in gold_of(name)["findings"]:
        mended = finding.get("text_clean", finding["text"])
        assert mended.replace("-", "") == finding["text"].replace("-", "")


@each_document
def test_a_baseline_is_of_2013_and_a_follow_up_of_both_years(name: str) -> None:
    years = {finding["year"] for finding in gold_of(name)["findings"]}
    is_baseline = gold_of(name)["document"]["kind"] == "baseline"
    assert years == ({2013} if is_baseline else {2013, 2014})


@each_document
def test_names_and_numbers_of_the_approaches_stand_in_the_document(name: str) -> None:
    text = folded(source_of(name))
    approaches = gold_of(name)["document"]["approaches"]
    assert approaches
    for approach in approaches:
        families = approach["families"] or {}
        numbers = [str(families[key]) for key in ("low", "high") if key in families]
        for piece in (*approach["predecessors"], *approach["respondents"], *numbers):
            assert piece in text
        assert f"Aanpak: {approach['name']}" in text


@each_document
def test_findings_and_conclusions_name_an_approach_of_the_document(name: str) -> None:
    gold = gold_of(name)
    names = {approach["name"] for approach in gold["document"]["approaches"]}
    assert {row["approach"] for row in (*gold["findings"], *gold["conclusions"])} == names


@each_document
def test_the_gold_describes_the_document_as_the_manifest_does(name: str) -> None:
    (entry,) = (entry for entry in MANIFEST["documents"] if entry["file"] == f"{name}.txt")
    document = gold_of(name)["document"]
    assert gold_of(name)["source_file"] == entry["file"]
    for key in ("municipality", "municipality_code", "kind", "title"):
        assert document[key] == entry.get(key), key
    assert document["published"] in (entry["date"], None)
