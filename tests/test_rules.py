"""Rules are data with their own tests, and a wrong rule file is refused before anything is read."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from ggsr_extract.errors import RuleError
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.verdicts import head_at
from ggsr_extract.readers import read
from ggsr_extract.rule_cache import keep_rules, kept_rules
from ggsr_extract.rules import ACTOR_SIGN, Rules, default_directory, load_rules
from ggsr_extract.text import Span

GLYPHS = tomllib.loads((default_directory() / "verdicts.toml").read_text("utf-8"))["glyphs"]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_directory(), tmp_path / "rules"))


def _verdict_at_head(text: str, rules: Rules) -> str | None:
    """The verdict that a cell with that text begins with."""
    document = read(f"cel\t{text}\ncel\t{text}".encode())
    head = head_at(document, flatten(document, [Span(4, 4 + len(text))]), 0, rules)
    return head.meaning.verdict if head else None


def test_every_glyph_rule_reads_its_examples_and_not_its_counter_examples(rules: Rules) -> None:
    assert GLYPHS
    for rule in GLYPHS:
        for example in rule["examples"]:
            assert _verdict_at_head(example, rules) == rule["verdict"], example
        for example in rule["counter_examples"]:
            assert _verdict_at_head(example, rules) is None, example


def test_every_pattern_is_found_in_its_examples_and_not_in_its_counter_examples() -> None:
    """All of them, checked and not as they were kept; frames around an actor by loading alone."""
    checked = load_rules(default_directory())
    seen = 0
    for path in sorted(default_directory().glob("*.toml")):
        for group, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for pattern in checked.patterns.get(f"{path.stem}.{group}", ()):
                entry = next(it for it in entries if it["id"] == pattern.id)
                if ACTOR_SIGN in pattern.source:
                    continue
                assert all(map(pattern.search, entry["examples"])), pattern.id
                assert not any(map(pattern.search, entry["counter_examples"])), pattern.id
                assert entry["counter_examples"], pattern.id
                seen += 1
    assert seen > 200


def test_every_character_of_a_glyph_rule_is_a_verdict_at_the_head_of_a_finding(
    rules: Rules,
) -> None:
    characters = [(c, rule["verdict"]) for rule in GLYPHS for c in rule["characters"]]
    assert len(characters) > 20
    for character, verdict in characters:
        assert _verdict_at_head(f"{character} De gemeente", rules) == verdict


def test_a_private_use_code_of_a_symbol_font_is_read_without_the_font(rules: Rules) -> None:
    assert _verdict_at_head("\uf0fc De gemeente", rules) == "meets"
    assert _verdict_at_head("\uf0fb De gemeente", rules) == "improvement_point"


def test_a_bare_letter_of_a_symbol_font_is_seen_but_not_read(rules: Rules) -> None:
    document = read("ü De gemeente heeft beleid".encode())
    head = head_at(document, flatten(document, [Span(0, 10)]), 0, rules)
    assert head is not None
    assert head.meaning.verdict is None


def test_the_toetsingskader_has_five_themes_thirteen_criteria_and_thirty_indicators(
    rules: Rules,
) -> None:
    framework = rules.framework
    sizes = (len(framework.themes), len(framework.criteria), len(framework.indicators))
    assert sizes == (5, 13, 30)
    assert all(item.label_en for item in framework.indicators.values())


def test_municipalities_are_found_whatever_their_spelling(rules: Rules) -> None:
    found = rules.municipality("bergen  op zoom")
    assert found is not None
    assert found.code == "GM0748"
    assert rules.municipality("Woerden") is None


def test_factsheets_of_a_merged_municipality_are_kept_under_its_oldest_name(rules: Rules) -> None:
    assert rules.factsheet_municipality("Nissewaard") == "Spijkenisse"
    assert rules.factsheet_municipality("Delft") == "Delft"
    assert rules.factsheet_municipality(None) is None


def test_the_same_rules_have_the_same_digest_and_changed_ones_another(folder: Path) -> None:
    before = load_rules().sha256
    assert load_rules(folder).sha256 == before
    path = folder / "caveats.toml"
    path.write_text(path.read_text("utf-8") + "\n# another comment\n", "utf-8")
    load_rules.cache_clear()
    assert load_rules(folder).sha256 != before


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / f"{name}.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


def _remove(folder: Path) -> None:
    (folder / "caveats.toml").unlink()


WRONG = {
    "a missing file": (_remove, ["caveats.toml", "cannot be read"]),
    "no TOML": (_edit("caveats", "[[markers]]", "[[markers"), ["caveats.toml", "not valid TOML"]),
    "an unknown key": (
        _edit("verdicts", "weak = true", "weaker = true"),
        ["verdicts.toml", "glyphs", "weaker"],
    ),
    "a value of another type": (
        _edit("families", "twee = 2", 'twee = "2"'),
        ["families.toml", "number_words.twee", "'2'", "integer"],
    ),
    "an unknown verdict": (
        _edit("verdicts", 'verdict = "meets"', 'verdict = "good"'),
        ["verdicts.toml", "verdict", "'good'", "'meets'"],
    ),
    "no regular expression": (
        _edit("conclusions", "pattern = '^wat gaat (er )?goed ?\\?*$'", "pattern = '^wat (gaat'"),
        ["conclusions.toml", "conclusion.strength", "regular expression"],
    ),
    "a pattern that misses its example": (
        _edit("headings", 'examples = ["Juni 2015", ', 'examples = ["2015 juni", '),
        ["headings.toml", "date.published", "2015 juni"],
    ),
    "a pattern that finds its counter-example": (
        _edit("headings", 'counter_examples = ["In juni 2015"]', 'counter_examples = ["Mei 2015"]'),
        ["headings.toml", "date.published", "counter-example", "Mei 2015"],
    ),
    "a frame that asks for two actors": (
        _edit("actors", r"'\bvolgens (?P<actor>{actor})", r"'\bvolgens (?P<actor>{actor}) {actor}"),
        ["actors.toml", "verb_first", "volgens", "(?P<actor>{actor}) once"],
    ),
    "a frame whose example names nobody": (
        _edit("actors", '["De gemeente laat weten dat"]', '["De tuinman laat weten dat"]'),
        ["actors.toml", "subject_first.let_know", "tuinman", "is not found"],
    ),
    "an actor where none is looked for": (
        _edit("cues", r"pattern = '\bmaar ", r"pattern = '\b{actor} maar "),
        ["cues.toml", "pseudo", "no {actor}", "frames"],
    ),
    "an alias that two indicators claim": (
        _edit(
            "framework",
            'label = "De gemeente heeft zicht op de populatie GGSR"',
            'label = "De gemeente heeft zicht op de populatie GGSR"\n'
            'aliases = ["De gemeente heeft beleid voor de groep GGSR."]',
        ),
        ["framework.toml", "TL02", "AP01"],
    ),
    "a glyph that means two things": (
        _edit("verdicts", '["–", "—"', '["✓", "—"'),
        ["verdicts.toml", "'✓'", "one meaning"],
    ),
    "an unknown theme": (
        _edit("framework", 'theme = "toeleiding"', 'theme = "toelijding"'),
        ["framework.toml", "criteria.in_beeld.theme", "toelijding", "expected one of"],
    ),
    "a municipality code of another form": (
        _edit("municipalities", "[municipalities.GM0503]", "[municipalities.GM503]"),
        ["municipalities.toml", "GM503"],
    ),
    "a successor that is not listed": (
        _edit("municipalities", 'merged_into = "GM1930"', 'merged_into = "GM9999"'),
        ["municipalities.toml", "GM0612.merged_into", "GM9999"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_rule_file_is_refused_with_file_key_and_what_was_expected(
    case: str, folder: Path
) -> None:
    change, expected = WRONG[case]
    change(folder)
    load_rules.cache_clear()
    with pytest.raises(RuleError) as refusal:
        load_rules(folder)
    assert [part for part in expected if part not in str(refusal.value)] == []


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The only file in which rules are kept."""
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path / "compiled"))
    assert kept_rules(default_directory()) is None
    keep_rules(default_directory(), load_rules())
    (place,) = (tmp_path / "compiled").rglob("*.json")
    return place


@pytest.mark.usefixtures("kept")
def test_rules_that_were_kept_are_those_that_were_checked() -> None:
    assert kept_rules(default_directory()) == load_rules(default_directory())


@pytest.mark.usefixtures("kept")
def test_rules_are_checked_anew_when_a_file_of_theirs_has_changed(folder: Path) -> None:
    assert kept_rules(folder) is not None
    with (folder / "caveats.toml").open("a", encoding="utf-8") as file:
        file.write("# another line")
    assert kept_rules(folder) is None


def test_rules_are_checked_anew_when_what_was_kept_is_damaged(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:1000])
    assert kept_rules(default_directory()) is None
