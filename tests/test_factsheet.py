"""What the parser makes of small factsheets: one document, one call, one claim."""

from __future__ import annotations

import pytest

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import Factsheet, parse
from ggsr_extract.factsheet.model import Finding, Row
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules

SW04 = "Er zijn samenwerkingsafspraken gemaakt over de aanpak"
SW05 = (
    "De netwerkpartners geven hun medewerkers de bevoegdheid om beslissingen te nemen over de "
    "intensieve zorg en ondersteuning voor de gezinnen"
)
MERGED = (
    "De gemeente heeft beleid voor de groep GGSR De gemeente zorgt voor een gezamenlijke visie op "
    "de aanpak voor GGSR De netwerkpartners hebben gezamenlijke doelen geformuleerd ten aanzien "
    "van de aanpak van GGSR"
)
HEADER = "Criteria\tIndicatoren\tBevindingen"


def factsheet(text: str) -> Factsheet:
    return parse(read(text.encode()), load_rules())


def table(*rows: str, theme: str = "Samenwerking", header: str = HEADER) -> Factsheet:
    return factsheet("\n".join([theme + "\t\t", header, *rows]) + "\n")


def findings(sheet: Factsheet) -> list[Finding]:
    return [finding for row in sheet.rows for finding in row.findings]


def only(sheet: Factsheet) -> tuple[Row, Finding]:
    (row,) = sheet.rows
    (finding,) = row.findings
    return row, finding


def codes(sheet: Factsheet) -> set[str]:
    return {diagnostic.code for diagnostic in sheet.diagnostics}


def text(finding: Finding) -> str:
    return finding.text.text if finding.text else ""


class TestVerdicts:
    @pytest.mark.parametrize(
        ("glyph", "verdict"),
        [
            ("✓", "meets"),
            ("<b>✓</b>", "meets"),
            ("<p>√</p>", "meets"),
            ("(✓)", "meets"),
            ("✔\ufe0f", "meets"),
            ("X", "improvement_point"),
            ("<b>X</b>", "improvement_point"),
            ("✗", "improvement_point"),
            ("–", "not_assessed"),
            ("—", "not_assessed"),
        ],
    )
    def test_a_glyph_before_the_words_is_the_verdict(self, glyph: str, verdict: str) -> None:
        _, finding = only(table(f"Partijen\t{SW04}\t{glyph} Er is een convenant."))
        assert finding.verdict == verdict
        assert text(finding) == "Er is een convenant."

    def test_a_glyph_within_the_words_is_no_verdict(self) -> None:
        _, finding = only(table(f"P\t{SW04}\t✓ Elke partner gaf hier een (X) of een √ op."))
        assert finding.verdict == "meets"
        assert text(finding) == "Elke partner gaf hier een (X) of een √ op."

    def test_words_without_a_glyph_have_no_verdict_and_say_so(self) -> None:
        sheet = table(f"P\t{SW04}\tEr is een convenant.")
        _, finding = only(sheet)
        assert finding.verdict is None
        assert finding.needs_review
        assert "verdict_missing" in codes(sheet)

    @pytest.mark.parametrize("sign", ["♥", "?", "\ufffd", "●"])
    def test_an_unknown_sign_is_kept_but_not_read(self, sign: str) -> None:
        sheet = table(f"P\t{SW04}\t{sign} Er is een convenant.")
        _, finding = only(sheet)
        assert (finding.verdict, finding.glyph and finding.glyph.text) == (None, sign)
        assert "verdict_unreadable" in codes(sheet)

    def test_a_dash_before_an_item_of_a_finding_is_a_list_sign(self) -> None:
        cell = "<p>✓ De partners zijn:</p><p>– MEE</p><p>– GGD</p>"
        _, finding = only(table(f"P\t{SW04}\t{cell}"))
        assert finding.verdict == "meets"
        assert text(finding) == "De partners zijn: – MEE – GGD"

    def test_the_verdict_may_stand_in_a_column_of_its_own(self) -> None:
        header = "Criteria\tIndicatoren\t\tBevindingen"
        _, finding = only(table(f"P\t{SW04}\tX\tEr is niets.", header=header))
        assert (finding.verdict, text(finding)) == ("improvement_point", "Er is niets.")

    def test_no_words_make_a_verdict(self) -> None:
        _, finding = only(table(f"P\t{SW04}\t✓ Er is niets geregeld, dit ontbreekt volledig."))
        assert finding.verdict == "meets"


class TestCaveats:
    @pytest.mark.parametrize(
        "cell",
        [
            "✓ Alles is geregeld. LET OP: Een partner twijfelt.",
            "✓ Alles is geregeld. <b>LET OP: Een partner twijfelt.</b>",
            "<p>✓ Alles is geregeld.</p><p><b>LET OP:</b> Een partner twijfelt.</p>",
            "<p>✓ Alles is geregeld.</p><p>Let op: Een partner twijfelt.</p>",
            "✓ Alles is geregeld. LET OP! Een partner twijfelt.",
            "✓ Alles is geregeld. LET OP – Een partner twijfelt.",
            "<p>✓ Alles is geregeld.</p><p>LET OP:</p><p>Een partner twijfelt.</p>",
        ],
    )
    def test_what_follows_the_marker_is_a_caveat(self, cell: str) -> None:
        _, finding = only(table(f"P\t{SW04}\t{cell}"))
        assert text(finding) == "Alles is geregeld."
        assert [caveat.text.text for caveat in finding.caveats] == ["Een partner twijfelt."]

    def test_each_marker_begins_a_caveat(self) -> None:
        _, finding = only(table(f"P\t{SW04}\t✓ Ja. LET OP: Eén. LET OP: Twee."))
        assert [caveat.text.text for caveat in finding.caveats] == ["Eén.", "Twee."]

    def test_bold_that_begins_at_the_marker_ends_the_caveat(self) -> None:
        _, finding = only(
            table(f"P\t{SW04}\t✓ Ja. <b>LET OP: Een partner twijfelt.</b> Verder wel.")
        )
        assert text(finding) == "Ja. Verder wel."

    def test_to_pay_attention_is_no_marker(self) -> None:
        _, finding = only(table(f"P\t{SW04}\t✓ De coach let op de kosten en let op: niets mist."))
        assert finding.caveats == ()


class TestIndicators:
    def test_a_misprint_is_read_as_a_fuzzy_match_with_its_score(self) -> None:
        row, _ = only(table("P\tEr zijn samenwerkings-afspraken gemakt over de aanpak.\t✓ Ja."))
        (reading,) = row.printed
        assert (reading.indicator_id, reading.method) == ("SW04", "fuzzy")
        assert 0.9 < reading.score < 1

    def test_a_known_misprint_is_an_alias(self) -> None:
        cell = (
            "Uitgangspunt bij de aanpak is dat de netwerkpartners werken met en gezamenlijk plan "
            "per gezin"
        )
        row, _ = only(table(f"P\t{cell}\t✓ Ja.", theme="Aanpak"))
        assert [(r.indicator_id, r.method) for r in row.printed] == [("AP11", "alias")]

    def test_an_unknown_indicator_keeps_its_finding_and_says_so(self) -> None:
        sheet = table("P\tDe gemeente betaalt alle rekeningen van het team\t✓ Ja.")
        row, finding = only(sheet)
        assert row.printed == ()
        assert finding.verdict == "meets"
        assert finding.needs_review
        assert "indicator_unrecognised" in codes(sheet)

    def test_a_criterion_that_no_wording_knows_makes_its_rows_doubtful(self) -> None:
        cell = "De resultaten van de aanpak worden bijgehouden"
        for criterion, is_doubtful in (("Planmatig", False), ("Er is beleid gemaakt.", True)):
            sheet = table(f"{criterion}\t{cell}\t✓ Ja.", theme="Aanpak")
            _, finding = only(sheet)
            assert finding.needs_review is is_doubtful
            assert ("criterion_unrecognised" in codes(sheet)) is is_doubtful

    def test_one_verdict_is_about_every_indicator_of_its_row(self) -> None:
        _, finding = only(table(f"Planmatig\t{MERGED}\t✓ Ja.", theme="Aanpak"))
        assert [r.indicator_id for r in finding.assessed] == ["AP01", "AP02", "AP03"]
        assert not any(r.is_inferred for r in finding.assessed)

    def test_as_many_verdicts_as_indicators_go_by_position(self) -> None:
        cell = "<p>✓ Een.</p><p>X Twee.</p><p>✓ Drie.</p>"
        sheet = table(f"Planmatig\t{MERGED}\t{cell}", theme="Aanpak")
        assessed = [[r.indicator_id for r in f.assessed] for f in findings(sheet)]
        assert assessed == [["AP01"], ["AP02"], ["AP03"]]
        assert {r.method for f in findings(sheet) for r in f.assessed} == {"position"}

    def test_fewer_verdicts_than_indicators_are_read_from_the_words(self) -> None:
        cell = "<p>✓ Het beleid staat in een nota.</p><p>X Doelen zijn er niet.</p>"
        sheet = table(f"Planmatig\t{MERGED}\t{cell}", theme="Aanpak")
        readings = [reading for f in findings(sheet) for reading in f.assessed]
        assert [r.indicator_id for r in readings] == ["AP01", "AP02", "AP03"]
        assert all(r.is_inferred and r.method == "content" for r in readings)
        assert [r.indicator_id for r in findings(sheet)[1].assessed] == ["AP03"]

    def test_glyphs_apart_from_their_words_are_shared_out_in_order(self) -> None:
        cell = "<p>✓</p><p>X</p><p>Het beleid staat in een nota.</p><p>Doelen zijn er niet.</p>"
        sheet = table(f"Planmatig\t{MERGED}\t{cell}", theme="Aanpak")
        read_out = [(f.verdict, text(f)) for f in findings(sheet)]
        assert read_out == [
            ("meets", "Het beleid staat in een nota."),
            ("improvement_point", "Doelen zijn er niet."),
        ]

    def test_more_verdicts_than_indicators_are_all_kept(self) -> None:
        sheet = table(f"P\t{SW04}\t<p>✓ Een.</p><p>✗ Twee.</p>")
        assert [f.verdict for f in findings(sheet)] == ["meets", "improvement_point"]
        assert "more_verdicts_than_indicators" in codes(sheet)


class TestTables:
    def test_a_criterion_that_spans_rows_is_repeated(self) -> None:
        label = "Benodigde partijen werken mee aan de aanpak"
        sheet = table(f"{label}\t{SW04}\t✓ Een.", f"\t{SW05}\tX Twee.")
        assert [row.criterion and row.criterion.text for row in sheet.rows] == [label, label]

    def test_a_cell_that_goes_on_in_the_next_table_is_one_cell(self) -> None:
        sheet = factsheet(
            f"Samenwerking\t\t\n{HEADER}\nP\t{SW04}\tX Er zijn nog geen formele\n\n"
            f"Vervolg bevindingen toezichtonderzoek\n\nSamenwerking\t\t\n{HEADER}\n"
            f"\t\tafspraken gemaakt.\n\t{SW05}\t✓ Ja.\n"
        )
        assert [text(f) for f in findings(sheet)] == [
            "Er zijn nog geen formele afspraken gemaakt.",
            "Ja.",
        ]

    def test_an_indicator_that_goes_on_in_the_next_row_is_one_indicator(self) -> None:
        sheet = table(f"P\t{SW05[:60]}\tX Er is geen", f"\t{SW05[60:]}\tbevoegdheid.")
        row, finding = only(sheet)
        assert [r.indicator_id for r in row.printed] == ["SW05"]
        assert text(finding) == "Er is geen bevoegdheid."

    def test_columns_are_known_by_their_names_in_any_order(self) -> None:
        header = "Bevindingen\tIndicatoren\tCriteria"
        row, finding = only(table(f"✓ Ja.\t{SW04}\tPartijen", header=header))
        assert (text(finding), row.criterion and row.criterion.text) == ("Ja.", "Partijen")

    def test_columns_without_names_are_known_by_what_stands_in_them(self) -> None:
        sheet = factsheet(f"P\t{SW04}\t✓ Een.\nP\t{SW05}\tX Twee.\n")
        assert [text(f) for f in findings(sheet)] == ["Een.", "Twee."]

    def test_a_follow_up_has_a_finding_for_each_year(self) -> None:
        sheet = table(f"{SW04}\tX Niets.\t✓ Alles.", header="Indicator\t2013\t2014")
        assert [(f.year, f.verdict) for f in findings(sheet)] == [
            (2013, "improvement_point"),
            (2014, "meets"),
        ]
        assert sheet.metadata.kind == "follow_up"

    def test_an_indicator_without_words_and_verdict_is_reported(self) -> None:
        sheet = table(f"P\t{SW04}\t", f"\t{SW05}\t✓ Ja.")
        assert [row.findings == () for row in sheet.rows] == [True, False]
        assert "finding_absent" in codes(sheet)


class TestLines:
    LINES = (
        "Samenwerking\n\nCriteria Indicatoren Bevindingen\n\nBenodigde \n\npartijen \n\nwerken mee "
        "\n\naan de aanpak\n\nEr zijn samenwerkings- \n\nafspraken gemaakt over  \n\nde aanpak\n\n"
        "X Er zijn nog geen formele \n\nsamenwerkingsafspraken gemaakt. \n\nDe netwerkpartners "
        "geven \n\nhun medewerkers de \n\nbevoegdheid om beslissingen \n\nte nemen over de "
        "intensieve \n\nzorg en ondersteuning voor  \n\nde gezinnen\n\n√ De medewerkers hebben de "
        "bevoegdheid om beslissin-\n\ngen te nemen. \n"
    )

    def test_cells_written_out_line_by_line_are_rows(self) -> None:
        sheet = factsheet(self.LINES)
        assert [(f.verdict, text(f)) for f in findings(sheet)] == [
            ("improvement_point", "Er zijn nog geen formele samenwerkingsafspraken gemaakt."),
            ("meets", "De medewerkers hebben de bevoegdheid om beslissingen te nemen."),
        ]

    def test_blank_lines_do_not_matter(self) -> None:
        spaced = factsheet(self.LINES.replace("\n\n", "\n\n\n\n"))
        dense = factsheet(self.LINES.replace("\n\n", "\n"))
        assert [text(f) for f in findings(spaced)] == [text(f) for f in findings(dense)]

    def test_a_footer_in_a_cell_is_running_text(self) -> None:
        marked = self.LINES.replace(
            "formele \n\n",
            "formele \n\nVervolg bevindingen toezichtonderzoek\n\n3\n\nSamenwerking\n\n",
        )
        assert text(findings(factsheet(marked))[0]) == (
            "Er zijn nog geen formele samenwerkingsafspraken gemaakt."
        )

    def test_a_finding_that_echoes_an_indicator_stays_a_finding(self) -> None:
        echo = self.LINES.replace(
            "De medewerkers hebben de bevoegdheid om beslissin-\n\ngen te nemen. ",
            "De regels zijn bekend.\n\nEr zijn samenwerkingsafspraken gemaakt over de aanpak\n\n"
            "en die werken. ",
        )
        assert text(findings(factsheet(echo))[1]) == (
            "De regels zijn bekend. Er zijn samenwerkingsafspraken gemaakt over de aanpak en die "
            "werken."
        )

    def test_a_lost_line_of_an_indicator_costs_its_score_and_not_its_row(self) -> None:
        sheet = factsheet(self.LINES.replace("\n\nte nemen over de intensieve ", ""))
        assert [[r.indicator_id for r in row.printed] for row in sheet.rows] == [["SW04"], ["SW05"]]
        assert sheet.rows[1].printed[0].score < 0.9

    def test_a_lost_indicator_leaves_a_verdict_without_one_and_says_so(self) -> None:
        start = self.LINES.index("De netwerkpartners")
        end = self.LINES.index("√ De medewerkers")
        sheet = factsheet(self.LINES[:start] + self.LINES[end:])
        assert [f.verdict for f in findings(sheet)] == ["improvement_point", "meets"]
        assert "indicator_unrecognised" in codes(sheet)


class TestApproaches:
    NOTE = (
        "De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld. Een vragenlijst over "
        "deze aanpak is ingevuld door:"
    )

    def sheet(self, front: str) -> Factsheet:
        return factsheet(f"{front}\n\nSamenwerking\t\t\n{HEADER}\nP\t{SW04}\t✓ Ja.\n")

    def test_respondents_are_listed_one_a_line(self) -> None:
        sheet = self.sheet(
            f"## Aanpak: GRIP\n\n{self.NOTE}\n\n- Stichting Hulp en Welzijn\n- MEE\n"
        )
        (approach,) = sheet.approaches
        assert [name.text for name in approach.respondents] == ["Stichting Hulp en Welzijn", "MEE"]

    def test_respondents_may_stand_in_one_line(self) -> None:
        sheet = self.sheet(f"## Aanpak: GRIP\n\n{self.NOTE} Lindenhout, MEE en GGD\n")
        (approach,) = sheet.approaches
        assert [name.text for name in approach.respondents] == ["Lindenhout", "MEE", "GGD"]

    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ("(2013: Gezinscoaching)", ["Gezinscoaching"]),
            ("(2013: aanpak Reset en aanpak Bemoeizorg)", ["Reset", "Bemoeizorg"]),
            ("(2013: Frontlineteam; GRIP)", ["Frontlineteam", "GRIP"]),
            ("(2013: Team Jeugd en het Sociaal Team)", ["Team Jeugd en het Sociaal Team"]),
        ],
    )
    def test_predecessors_are_cut_only_where_another_begins(
        self, line: str, names: list[str]
    ) -> None:
        (approach,) = self.sheet(f"Aanpak: Sociale Wijkteams\n{line}\n").approaches
        assert [name.text for name in approach.predecessors] == names

    @pytest.mark.parametrize(
        ("sentence", "low", "high", "approximate", "basis"),
        [
            ("Op dit moment worden ongeveer 20 gezinnen geholpen.", 20, 20, True, "served"),
            (
                "Jaarlijks krijgen tussen de 80 en 100 gezinnen begeleiding.",
                80,
                100,
                False,
                "served",
            ),
            ("Het aantal gezinnen dat in aanmerking komt is 1.200.", 1200, 1200, False, "eligible"),
            ("Er worden twaalf gezinnen ondersteund.", 12, 12, False, "served"),
        ],
    )
    def test_families_are_counted_with_what_the_count_says(
        self, sentence: str, low: int, high: int, approximate: bool, basis: str
    ) -> None:
        (approach,) = self.sheet(f"## Aanpak: GRIP\n\n## Beschrijving\n\n{sentence}\n").approaches
        families = approach.families
        assert families is not None
        assert (families.low, families.high) == (low, high)
        assert (families.is_approximate, families.basis) == (approximate, basis)

    def test_a_caseload_is_no_count_of_families(self) -> None:
        front = "## Aanpak: GRIP\n\n## Beschrijving\n\nEr worden 8 gezinnen per coach begeleid.\n"
        assert self.sheet(front).approaches[0].families is None

    def test_a_footer_with_the_name_is_no_new_approach(self) -> None:
        sheet = factsheet(
            f"Aanpak: GRIP\n\nSamenwerking\t\t\n{HEADER}\nP\t{SW04}\t✓ Ja.\n\nAanpak: GRIP   3\n"
        )
        assert [a.name and a.name.text for a in sheet.approaches] == ["GRIP"]

    def test_a_name_goes_on_as_the_foot_of_the_page_prints_it(self) -> None:
        sheet = factsheet(
            "Aanpak: Voorwaardelijke Interventie\nGezinnen\n\nSamenwerking\t\t\n"
            f"{HEADER}\nP\t{SW04}\t✓ Ja.\n\nAanpak: Voorwaardelijke Interventie Gezinnen\n"
        )
        names = [a.name and a.name.text for a in sheet.approaches]
        assert names == ["Voorwaardelijke Interventie Gezinnen"]


class TestConclusions:
    def test_cells_say_on_which_side_a_paragraph_stands(self) -> None:
        sheet = factsheet(
            "Aanpak: GRIP\n\nConclusie\n\nContinu\t\nWat gaat goed?\tWat kan beter?\n"
            "<p>De zorg is er.</p><p>De duur klopt.</p>\tEr zijn geen regels.\n"
        )
        read_out = [(c.kind, c.method, c.text.text) for c in sheet.conclusions]
        assert read_out == [
            ("strength", "column", "De zorg is er."),
            ("strength", "column", "De duur klopt."),
            ("improvement", "column", "Er zijn geen regels."),
        ]

    def test_breaks_amid_sentences_part_no_conclusions(self) -> None:
        def improvements(*lines: str) -> list[str]:
            head = "|**Continu**||\n|---|---|\n|**Wat gaat goed?**|**Wat kan beter?**|\n"
            sheet = factsheet(f"Aanpak: GRIP\n\nConclusie\n\n{head}||{'<br>'.join(lines)}|\n")
            return [conclusion.text.text for conclusion in sheet.conclusions]

        assert improvements("De zorg stopt als", "GRIP eindigt, en", "dat is te vroeg.") == [
            "De zorg stopt als GRIP eindigt, en dat is te vroeg."
        ]
        assert improvements("Zorg stopt te vroeg.", "Er is een wachtlijst.") == [
            "Zorg stopt te vroeg.",
            "Er is een wachtlijst.",
        ]
        assert improvements("Zorg stopt te vroeg", "Er is een wachtlijst") == [
            "Zorg stopt te vroeg",
            "Er is een wachtlijst",
        ]

    def test_without_columns_the_words_say_it(self) -> None:
        sheet = factsheet(
            "Aanpak: GRIP\n\nConclusie\n\nContinu\n\nWat gaat goed? Wat kan beter?\n\n"
            "De zorg loopt goed door.\n\nEr is een groot risico op wachtlijsten.\n"
        )
        read_out = [(c.kind, c.method, c.theme_id) for c in sheet.conclusions]
        assert read_out == [("strength", "sense", "continu"), ("improvement", "sense", "continu")]


class TestDocuments:
    def test_a_text_without_theme_or_indicator_is_refused(self) -> None:
        with pytest.raises(SourceError, match="no theme, no indicator") as refusal:
            factsheet("Notulen van de vergadering.\n\nAanwezig: allen.\n")
        assert refusal.value.code == "not_a_factsheet"

    def test_an_unlisted_municipality_comes_through_with_advice(self) -> None:
        sheet = factsheet(
            "# Uitkomsten toezichtonderzoek Woerden\n\nAanpak: GRIP\n\n"
            f"Samenwerking\t\t\n{HEADER}\nP\t{SW04}\t✓ Ja.\n"
        )
        assert (sheet.metadata.municipality_name, sheet.metadata.municipality_code) == (
            "Woerden",
            None,
        )
        assert "municipality_unlisted" in codes(sheet)

    def test_the_municipality_is_inferred_where_no_title_is(self) -> None:
        sheet = table(f"P\t{SW04}\t✓ De gemeente Zwolle heeft een convenant.")
        assert (sheet.metadata.municipality_name, sheet.metadata.municipality_code) == (
            "Zwolle",
            "GM0193",
        )
        assert sheet.metadata.is_municipality_inferred

    def test_dates_are_iso_as_far_as_they_are_printed(self) -> None:
        sheet = factsheet(
            "# Uitkomsten verbeterpunten toezichtonderzoek Delft\n\nAanpak: GRIP\n\nJuni 2015\n\n"
            "## Ontwikkeling 2014\n\nOp 9 februari 2015 heeft de gemeente aan STJ gepresenteerd "
            "hoe zij de factsheet *Uitkomsten toezichtonderzoek Delft* van november 2013 las.\n\n"
            f"Samenwerking\t\t\nIndicator\t2013\t2014\n{SW04}\tX Nee.\t✓ Ja.\n"
        )
        metadata = sheet.metadata
        assert (metadata.published, metadata.presented_on, metadata.cited_baseline_published) == (
            "2015-06",
            "2015-02-09",
            "2013-11",
        )

    def test_a_footnote_knows_the_place_that_calls_it(self) -> None:
        sheet = factsheet(
            "Aanpak: GRIP\n\n## Inleiding\n\nDe regisseur<sup>1</sup> is toegerust.\n\n"
            f"<sup>1</sup> Hier: de gezinscoach.\n\nSamenwerking\t\t\n{HEADER}\nP\t{SW04}\t✓ Ja.\n"
        )
        (note,) = sheet.footnotes
        assert (note.mark, note.text.text) == ("1", "Hier: de gezinscoach.")
        assert note.anchor is not None
        assert sheet.document.text[: note.anchor].endswith("regisseur<sup>")
        assert sheet.sections[0].paragraphs[0].text == "De regisseur is toegerust."

    def test_the_legend_is_no_verdict(self) -> None:
        sheet = factsheet(
            "Aanpak: GRIP\n\nBevindingen toezichtonderzoek\n\nDeze thema's zijn verder uitgewerkt. "
            "Per indicator staat er of de aanpak daaraan voldoet (√) dan wel of er een "
            f"verbeterpunt is (X).\n\nSamenwerking\t\t\n{HEADER}\nP\t{SW04}\t✓ Ja.\n"
        )
        assert len(findings(sheet)) == 1
        assert any(block.role == "legend" for block in sheet.blocks)

    def test_text_that_no_rule_knows_is_unclaimed_and_reported(self) -> None:
        sheet = table("ditjes\tdatjes\t", f"P\t{SW04}\t✓ Ja.")
        unclaimed = "".join(
            sheet.document.text[b.span.start : b.span.end]
            for b in sheet.blocks
            if b.role == "unclaimed"
        )
        claimed_or_said = "ditjes" not in unclaimed or "text_unclaimed" in codes(sheet)
        assert claimed_or_said
