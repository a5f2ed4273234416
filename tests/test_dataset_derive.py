"""What only all documents together tell: copies, matches, changes, completeness, status."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from ggsr_extract.dataset import Rows
from ggsr_extract.dataset.derive.changes import transition
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.factsheet.model import Diagnostic
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Document
from tests.builders import Said, SheetBuilder, said, source_of

Tables = dict[str, Rows]
INDICATORS = tuple(load_rules().framework.indicators)


def tables_of(*sheets: SheetBuilder) -> Tables:
    sources = [source_of(sheet.build(), f"{n}.txt") for n, sheet in enumerate(sheets)]
    return tabulate(sources, [], load_rules())


def baseline(
    name: str = "Reset", points: dict[str, Said] | None = None, **options: object
) -> SheetBuilder:
    """A baseline with one approach that has a row for each point."""
    sheet = SheetBuilder(**options)  # type: ignore[arg-type]
    sheet.print_title()
    sheet.approach(name)
    for indicator, finding in (points or {}).items():
        sheet.row([indicator], [finding])
    return sheet


def follow_up(
    name: str = "Reset",
    points: dict[str, tuple[str | None, str | None]] | None = None,
    predecessors: Sequence[str] = (),
    **options: object,
) -> SheetBuilder:
    """A follow-up with one approach: for each point the verdicts of both years."""
    sheet = SheetBuilder(kind="follow_up", **options)  # type: ignore[arg-type]
    sheet.print_title()
    sheet.approach(name, predecessors=predecessors)
    for indicator, verdicts in (points or {}).items():
        both = zip(verdicts, (2013, 2014), strict=True)
        findings = [said(verdict, f"{indicator} in {year}.", year=year) for verdict, year in both]
        sheet.row([indicator], findings, criterion=None)
    return sheet


def codes(tables: Tables) -> list[object]:
    return list(tables["diagnostics"].column("code"))


# -- transitions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("improvement_point", "meets", "resolved"),
        ("improvement_point", "improvement_point", "unresolved"),
        ("improvement_point", "not_assessed", "not_retested"),
        ("meets", "not_assessed", "not_retested"),
        ("not_assessed", "not_assessed", "not_retested"),
        ("meets", "improvement_point", "regressed"),
        ("meets", "meets", "kept"),
        ("not_assessed", "meets", "first_assessed"),
        ("not_assessed", "improvement_point", "first_assessed"),
        (None, "meets", None),
        ("improvement_point", None, None),
    ],
)
def test_a_transition_is_told_from_the_two_verdicts(
    before: str | None, after: str | None, expected: str | None
) -> None:
    assert transition(before, after) == expected


# -- changes ---------------------------------------------------------------------------------------


def test_a_point_of_a_follow_up_finds_its_finding_in_the_baseline() -> None:
    old = baseline(points={"TL01": said("improvement_point", "TL01 in 2013.")})
    tables = tables_of(old, follow_up(points={"TL01": ("improvement_point", "meets")}))
    (change,) = tables["changes"]
    assert change["transition"] == "resolved"
    assert str(change["baseline_finding_id"]).endswith("/reset/TL01/2013/1")
    assert change["baseline_finding_id"] != change["finding_id_2013"]
    assert change["baseline_similarity"] == 1.0
    assert change["is_baseline_verdict_same"] is True
    assert change["municipality_code"] == "GM0228"


def test_without_a_baseline_a_change_stands_alone_and_a_diagnostic_says_so() -> None:
    tables = tables_of(follow_up(points={"TL01": ("improvement_point", "meets")}))
    (change,) = tables["changes"]
    assert change["baseline_finding_id"] is None
    assert change["is_baseline_verdict_same"] is None
    assert codes(tables) == ["baseline_missing"]


def test_the_baseline_of_another_municipality_does_not_count() -> None:
    other = baseline(
        points={"TL01": said("improvement_point")}, municipality="Delft", code="GM0503"
    )
    tables = tables_of(other, follow_up(points={"TL01": ("improvement_point", "meets")}))
    assert tables["changes"].column("baseline_finding_id") == (None,)


def test_a_follow_up_of_nissewaard_continues_the_baseline_of_spijkenisse() -> None:
    point = {"TL01": said("improvement_point")}
    old = baseline(points=point, municipality="Spijkenisse", code="GM0612")
    new = follow_up(
        points={"TL01": ("improvement_point", "meets")}, municipality="Nissewaard", code="GM1930"
    )
    tables = tables_of(old, new)
    (change,) = tables["changes"]
    assert change["baseline_finding_id"] is not None
    assert change["municipality_code"] == "GM1930"
    assert tables["municipalities"].column("name") == ("Spijkenisse", "Nissewaard")


@pytest.mark.parametrize(
    ("predecessors", "name", "is_matched"),
    [
        ([], "RESET!", True),
        ([], "Resett", True),
        ([], "Bemoeizorg", False),
        (["Reset"], "Sociaal Team", True),
        (["Bemoeizorg"], "Reset", False),
    ],
)
def test_predecessors_are_looked_up_or_else_the_own_name(
    predecessors: list[str], name: str, *, is_matched: bool
) -> None:
    old = baseline(points={"TL01": said("improvement_point")})
    points = {"TL01": ("improvement_point", "meets")}
    tables = tables_of(old, follow_up(name, points, predecessors))  # type: ignore[arg-type]
    (change,) = tables["changes"]
    assert (change["baseline_finding_id"] is not None) == is_matched
    assert ("baseline_unmatched" in codes(tables)) != is_matched


def test_a_name_that_is_like_two_matches_neither() -> None:
    old = baseline("Gezinscoaching A")
    old.approach("Gezinscoaching B")
    tables = tables_of(old, follow_up("Gezinscoaching", {"TL01": ("meets", "meets")}))
    assert codes(tables) == ["baseline_ambiguous"]


def test_of_several_predecessors_the_finding_with_the_same_words_is_taken() -> None:
    old = baseline("Reset", {"TL01": said("improvement_point", "Iets anders.")})
    old.approach("Bemoeizorg")
    old.row(["TL01"], [said("improvement_point", "TL01 in 2013!")])
    points = {"TL01": ("improvement_point", "meets")}
    tables = tables_of(old, follow_up("Team", points, ["Reset", "Bemoeizorg"]))  # type: ignore[arg-type]
    (change,) = tables["changes"]
    assert "/bemoeizorg/" in str(change["baseline_finding_id"])


def test_a_tie_between_predecessors_is_null_and_a_diagnostic() -> None:
    old = baseline("Reset", {"TL01": said("improvement_point", "Hetzelfde.")})
    old.approach("Bemoeizorg")
    old.row(["TL01"], [said("improvement_point", "Hetzelfde.")])
    points = {"TL01": ("improvement_point", "meets")}
    tables = tables_of(old, follow_up("Team", points, ["Reset", "Bemoeizorg"]))  # type: ignore[arg-type]
    (change,) = tables["changes"]
    assert change["baseline_finding_id"] is None
    assert "baseline_tie" in codes(tables)


def test_a_follow_up_that_tells_2013_otherwise_is_worth_a_look() -> None:
    old = baseline(points={"TL01": said("meets")})
    tables = tables_of(old, follow_up(points={"TL01": ("improvement_point", "meets")}))
    assert tables["changes"].column("is_baseline_verdict_same") == (False,)
    assert "baseline_verdict_differs" in codes(tables)


# -- completeness ----------------------------------------------------------------------------------


def status_of(tables: Tables) -> dict[tuple[object, object], object]:
    return {(row["indicator_id"], row["year"]): row["status"] for row in tables["completeness"]}


def test_of_a_baseline_all_thirty_are_expected() -> None:
    statuses = status_of(tables_of(baseline(points={"TL01": said("meets")})))
    assert len(statuses) == 30
    assert statuses["TL01", 2013] == "present"
    assert statuses["CO03", 2013] == "absent"


def test_a_row_with_fewer_verdicts_than_indicators_is_merged() -> None:
    sheet = baseline()
    findings = [said("meets", assessed=["AP01", "AP02"]), said("meets", assessed=["AP03"])]
    sheet.row(["AP01", "AP02", "AP03"], findings)
    sheet.row(["AP09", "AP10"], [said("meets", assessed=[name]) for name in ("AP09", "AP10")])
    statuses = status_of(tables_of(sheet))
    assert {statuses[name, 2013] for name in ("AP01", "AP02", "AP03")} == {"merged"}
    assert {statuses[name, 2013] for name in ("AP09", "AP10")} == {"present"}


def test_two_different_verdicts_on_one_indicator_contradict_each_other() -> None:
    sheet = baseline(points={"TL01": said("meets")})
    sheet.row(["TL01"], [said("improvement_point")])
    tables = tables_of(sheet)
    assert status_of(tables)["TL01", 2013] == "contradictory"
    assert codes(tables) == ["contradictory_verdicts"]
    assert tables["documents"].column("status") == ("needs_review",)


def test_of_a_follow_up_the_improvement_points_of_its_baseline_are_expected_in_both_years() -> None:
    old = baseline(points={"TL01": said("improvement_point"), "TL02": said("meets")})
    old.row(["AP09", "AP10"], [said("improvement_point")])
    new = follow_up(points={"TL01": ("improvement_point", "meets")})
    tables = tables_of(old, new)
    (approach,) = [row["approach_id"] for row in tables["changes"]]
    found = [
        (row["indicator_id"], row["year"], row["status"])
        for row in tables["completeness"]
        if row["approach_id"] == approach
    ]
    assert found == [
        ("TL01", 2013, "present"),
        ("TL01", 2014, "present"),
        ("AP09", 2013, "absent"),
        ("AP09", 2014, "absent"),
        ("AP10", 2013, "absent"),
        ("AP10", 2014, "absent"),
    ]


def test_of_a_follow_up_without_a_baseline_the_printed_indicators_are_expected() -> None:
    new = follow_up()
    new.row(["TL03"], [said("improvement_point", year=2013)])
    statuses = status_of(tables_of(new))
    assert statuses == {("TL03", 2013): "present", ("TL03", 2014): "absent"}


# -- copies ----------------------------------------------------------------------------------------


def primary_paths(tables: Tables) -> list[object]:
    return [row["source_path"] for row in tables["documents"] if row["is_primary"]]


def test_of_two_copies_the_one_with_more_indicators_counts() -> None:
    poor = baseline(points={"TL01": said("meets")}, media_type="application/pdf")
    rich = baseline(points={"TL01": said("meets"), "TL02": said("meets")})
    tables = tables_of(poor, rich)
    assert primary_paths(tables) == ["1.txt"]
    assert len(tables["findings"]) == 3
    assert len(tables["findings_wide"]) == 2
    assert len(tables["completeness"]) == 30


def test_of_equal_copies_no_ocr_then_pdf_then_coverage_counts() -> None:
    point = {"TL01": said("meets")}
    ocr = baseline(points=point, media_type="application/pdf", reader="pdf.ocr")
    ocr.write("Een gelezen plaatje.")
    plain = baseline(points=point)
    pdf = baseline(points=point, media_type="application/pdf", reader="pdf")
    assert primary_paths(tables_of(ocr, plain)) == ["1.txt"]
    assert primary_paths(tables_of(ocr, plain, pdf)) == ["2.txt"]
    torn = baseline(points=point)
    torn.write("zoek", "unclaimed")
    assert primary_paths(tables_of(torn, plain)) == ["1.txt"]


def test_of_twins_the_lowest_document_id_counts() -> None:
    twins = [baseline(points={"TL01": said("meets")}) for _ in range(2)]
    twins[1].write("Nog een zin.")
    tables = tables_of(*twins)
    (primary,) = [row for row in tables["documents"] if row["is_primary"]]
    assert primary["document_id"] == min(map(str, tables["documents"].column("document_id")))


def test_pieces_of_one_factsheet_are_both_primary_each_for_its_approach() -> None:
    tables = tables_of(baseline("Reset"), baseline("Bemoeizorg"))
    assert tables["documents"].column("is_primary") == (True, True)
    assert len(tables["completeness"]) == 60


def test_factsheets_of_unknown_municipalities_are_no_copies_of_each_other() -> None:
    sheets = [baseline(municipality=None, code=None) for _ in range(2)]
    sheets[1].write("Nog een zin.")
    assert tables_of(*sheets)["documents"].column("is_primary") == (True, True)


# -- status ----------------------------------------------------------------------------------------


def whole() -> SheetBuilder:
    return baseline(points={name: said("meets") for name in INDICATORS})


def status(sheet: SheetBuilder) -> object:
    (row,) = tables_of(sheet)["documents"]
    return row["status"]


def test_a_document_with_all_that_is_expected_is_complete() -> None:
    assert status(whole()) == "complete"


def test_a_document_without_a_title_or_an_indicator_is_partial() -> None:
    untitled = whole()
    untitled.title = None
    assert status(untitled) == "partial"
    assert status(baseline(points={"TL01": said("meets")})) == "partial"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet.row(["TL01"], [said(None)]),
        lambda sheet: sheet.row(["TL01"], [said("meets", needs_review=True)]),
        lambda sheet: sheet.write("zoek", "unclaimed"),
        lambda sheet: sheet.diagnose(Diagnostic("odd", "error", "Mis.")),
    ],
)
def test_a_document_with_something_doubtful_needs_review(spoil: object) -> None:
    sheet = whole()
    spoil(sheet)  # type: ignore[operator]
    assert status(sheet) == "needs_review"


def test_a_reading_or_a_warning_alone_changes_nothing() -> None:
    points = [name for name in INDICATORS if name not in ("AP09", "AP10")]
    sheet = baseline(points={name: said("meets") for name in points})
    sheet.row(["AP09", "AP10"], [said("meets", assessed=["AP09", "AP10"])])
    sheet.diagnose(Diagnostic("odd", "warning", "Hm."))
    assert status(sheet) == "complete"


# -- the wide table --------------------------------------------------------------------------------


def test_the_wide_table_has_a_row_for_each_finding_and_indicator() -> None:
    sheet = baseline()
    sheet.row(["AP09", "AP10"], [said("improvement_point", "Nee.", caveats=["Soms.", "Ooit."])])
    first, second = tables_of(sheet)["findings_wide"]
    assert (first["indicator_id"], second["indicator_id"]) == ("AP09", "AP10")
    assert first["indicator_label"] == "De doorzettingsmacht voor de regisseur is geregeld"
    assert first["criterion_id"] == "regisseur"
    assert first["theme_label"] == "Aanpak"
    assert first["verdict_label_en"] == "improvement point"
    assert first["caveats"] == "Soms.\nOoit."
    assert (first["municipality_name"], first["approach_name"]) == ("Ede", "Reset")
    assert second["caveats"] == first["caveats"]


def test_an_ocr_copy_is_told_by_its_reader() -> None:
    document = Document("", "application/pdf", "pdf+OCR", ())
    assert "ocr" in document.reader.lower()
    assert replace(document, reader="pdf").reader == "pdf"
