"""A value can say where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ggsr_extract.dataset import DatasetError
from ggsr_extract.dataset.explain import explain
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.render import render
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.dataset_writing import example_tables, publish_example


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain") / "output"
    publish_example(folder)
    return folder


@pytest.fixture(scope="module")
def document_id() -> str:
    return str(example_tables()["documents"].column("document_id")[0])


def test_a_finding_is_explained_with_spans_mends_rules_and_readings(
    output: Path, document_id: str
) -> None:
    found = explain(output, f"{document_id}/aanpak-een/AP01+AP02+AP03/2013/1")
    assert found.table == "findings"
    assert found.source_path == "a.txt"
    values = {value.field: value for value in found.values}
    assert values.keys() == {"text", "verdict", "indicator", "criterion"}
    assert values["text"].text == "Er is beleid."
    marked = [part.text for part in values["text"].excerpts if part.is_value]
    assert marked == ["Er is be-\nleid."]
    assert [mend.rule for mend in values["text"].mends] == ["hyphen.line_end"]
    assert values["text"].blocks == (("cell", "test.cell"),)
    assert found.rules == ("glyph.test",)
    assessed = [item.indicator_id for item in found.readings if item.relation == "assessed"]
    assert assessed == ["AP01", "AP02"]


def test_an_excerpt_is_the_source_around_the_value(output: Path, document_id: str) -> None:
    found = explain(output, f"{document_id}/aanpak-een/TL01/2013/1")
    (text,) = [value for value in found.values if value.field == "text"]
    source = str(example_tables()["pages"].column("text")[0])
    excerpt = "".join(part.text for part in text.excerpts)
    assert excerpt in source
    assert len(excerpt) > len(text.text)


@pytest.mark.parametrize(
    ("rest", "table"),
    [
        ("", None),
        ("/aanpak-een", "approaches"),
        ("/aan", "approaches"),
        ("/aanpak-een/TL01", "findings"),
        ("/aanpak-een/AP01", None),
        ("/aanpak-een/AP01+AP02+AP03/2013/1/1", "caveats"),
        ("/aanpak-een/1", "conclusions"),
        ("/1", "sections"),
        ("/nergens", None),
    ],
)
def test_the_beginning_of_a_key_will_do_when_it_is_one_rows_only(
    output: Path, document_id: str, rest: str, table: str | None
) -> None:
    if table is None:
        with pytest.raises(DatasetError):
            explain(output, f"{document_id}{rest}")
    else:
        assert explain(output, f"{document_id}{rest}").table == table


def test_an_ambiguous_beginning_lists_what_it_could_be(output: Path, document_id: str) -> None:
    with pytest.raises(DatasetError, match=r"ids begin with(.|\n)*AP01\+AP02\+AP03/2013/2"):
        explain(output, f"{document_id}/aanpak-een/AP01")


def test_no_key_at_all_explains_nothing(output: Path) -> None:
    with pytest.raises(DatasetError, match="has the id"):
        explain(output, "")


def test_the_words_for_a_terminal_show_it_all(output: Path, document_id: str) -> None:
    words = render(explain(output, f"{document_id}/aanpak-een/AP01+AP02+AP03/2013/1"))
    for part in ("a.txt", "⟦Er is be-", "leid.⟧", "hyphen.line_end", "glyph.test", "assessed AP02"):
        assert part in words


def test_the_words_for_a_terminal_cannot_harm_it(tmp_path: Path) -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["TL01"], [said("meets", "Rood:\x1b[31m en \u202eomgekeerd.")])
    tables = tabulate([source_of(sheet.build())], [], load_rules())
    publish(tables, tmp_path / "output", {})
    key = str(tables["findings"].column("finding_id")[0])
    words = render(explain(tmp_path / "output", key))
    assert "\\x1b[31m" in words
    assert "\\u202e" in words
    assert not {"\x1b", "\u202e"} & set(words)
