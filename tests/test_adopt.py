"""A new factsheet goes through a draft that a person confirms into the corpus, or not at all."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ggsr_extract import adopt, evaluate, extract, ingest, inspect
from ggsr_extract.adoption import AdoptionError, DraftError, drafting, installing
from ggsr_extract.adoption.checking import gold_problems
from ggsr_extract.errors import SourceError
from ggsr_extract.rules import load_rules
from ggsr_extract.scoring import check_floors, load_floors
from ggsr_extract.scoring.gold_format import parse_gold
from tests.adopting import Json, confirmed, files_in, mend, small_corpus
from tests.commands import CORPUS, run
from tests.renderings import fixtures, gold_of, render, unseen

MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
# A factsheet as a converter wrote it, in which the extractor gets several values wrong.
BROKEN = ("deventer-2015", "pdftotext")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def corpus(made: Path, tmp_path: Path) -> Path:
    """A corpus of its own for each test."""
    return Path(shutil.copytree(made, tmp_path / "corpus"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A factsheet of a municipality that the corpus does not have, without anything doubtful."""
    return written(tmp_path / "deventer-2015.txt", render(unseen()["deventer-2015"], "tagged"))


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A factsheet in which the extractor itself is unsure of several places."""
    return written(tmp_path / "spijkenisse-2013.txt", render(unseen()["spijkenisse-2013"], "html"))


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def draft_of(source: Path) -> Path:
    return source.with_name(f"{source.stem}.draft.json")


def gold_in(draft: Json) -> Json:
    """What of a draft gets into the gold."""
    gold: Json = {key: value for key, value in draft.items() if key not in ("draft", "manifest")}
    text = json.dumps(gold)
    return dict(json.loads(text, object_hook=lambda it: {k: it[k] for k in it if k != "doubt"}))


# -- the draft ----------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", MANIFEST["documents"], ids=lambda entry: entry["file"])
def test_the_draft_of_a_known_factsheet_is_its_gold(entry: Json) -> None:
    path = CORPUS / entry["gold"][0]
    if "gold_origin" in entry:
        pytest.skip("its gold is a draft that somebody mended")
    gold, drafted = (
        json.loads(path.read_bytes()),
        drafting.gold_of(extract(CORPUS / entry["file"]), entry["file"]),
    )
    for finding in (*gold["findings"], *drafted["findings"]):
        finding.pop("text_clean", None)  # either counts as right
    assert drafted == gold


def test_hyphens_that_were_mended_inside_a_line_stand_in_the_draft_as_printed() -> None:
    drafted = drafting.gold_of(extract(CORPUS / "oosterhout-2015.txt"), "oosterhout-2015.txt")
    (finding,) = (it for it in drafted["findings"] if "text_clean" in it)
    assert "'stapelings-monitor'" in finding["text"]
    assert "'stapelingsmonitor'" in finding["text_clean"]


def test_a_draft_says_where_to_look_first_and_why(corpus: Path, doubtful: Path) -> None:
    adoption = adopt(doubtful, corpus)
    draft = json.loads(adoption.draft.read_bytes())
    lines = adoption.draft.read_text(encoding="utf-8").split("\n")
    marked = [finding for finding in draft["findings"] if "doubt" in finding]
    readings = [finding for finding in draft["findings"] if not finding["indicator_certain"]]
    assert readings
    assert all(finding in marked for finding in readings)
    assert "read from the words, not printed" in readings[0]["doubt"]
    assert len(adoption.to_look_at) >= len(marked)
    for place in adoption.to_look_at:
        assert place.line is not None
        assert place.message in json.loads(f"{{{lines[place.line].strip().rstrip(',')}}}")["doubt"]


def test_a_draft_that_is_there_is_never_written_over(corpus: Path, source: Path) -> None:
    adopt(source, corpus)
    mend(draft_of(source), lambda draft: draft["manifest"].update(note="my own work"))
    before = draft_of(source).read_bytes()
    with pytest.raises(DraftError):
        adopt(source, corpus)
    assert draft_of(source).read_bytes() == before


# -- confirmed by a person ----------------------------------------------------------------------


def test_a_draft_that_nobody_confirmed_does_not_get_in(corpus: Path, source: Path) -> None:
    before = files_in(corpus)
    assert not adopt(source, corpus, origin="Invented for a test.").is_adopted
    with pytest.raises(DraftError, match=r'line 9: draft.confirmed: .* put "confirmed": true'):
        adopt(source, corpus)
    assert files_in(corpus) == before


def test_one_line_confirms_the_whole(corpus: Path, doubtful: Path) -> None:
    adopt(doubtful, corpus, origin="Invented for a test.")
    text = draft_of(doubtful).read_text(encoding="utf-8")
    written(draft_of(doubtful), text.replace('"confirmed": false', '"confirmed": true'))
    assert adopt(doubtful, corpus).is_adopted


def test_deleting_the_mark_confirms_a_doubtful_place(corpus: Path, doubtful: Path) -> None:
    adopt(doubtful, corpus, origin="Invented for a test.")
    lines = draft_of(doubtful).read_text(encoding="utf-8").split("\n")
    marks = [number for number, line in enumerate(lines) if '"doubt": ' in line]
    assert len(marks) > 2
    without = [line for number, line in enumerate(lines) if number not in marks[:-1]]
    written(draft_of(doubtful), "\n".join(without))
    with pytest.raises(DraftError) as refused:
        adopt(doubtful, corpus)
    (left,) = refused.value.complaints
    assert (left.place[-6:], left.line) == (".doubt", marks[-1] - len(marks) + 2)
    written(draft_of(doubtful), "\n".join(line for line in lines if '"doubt": ' not in line))
    assert adopt(doubtful, corpus).is_adopted


def finding(draft: Json, **values: Any) -> None:
    draft["findings"][0].update(values)


WRONG: dict[str, tuple[Callable[[Json], object], str]] = {
    "a verdict that there is not": (
        lambda it: finding(it, verdict="fine"),
        r"line \d+: findings\[0\].verdict: .*'meets'",
    ),
    "a verdict that nobody could read": (
        lambda it: finding(it, verdict=None),
        r"line \d+: findings\[0\].verdict: ",
    ),
    "a verdict that its glyph does not mean": (
        lambda it: finding(it, verdict="meets", glyph="✗"),
        r"findings\[0\].verdict: '✗' means improvement_point",
    ),
    "a glyph that is not printed": (
        lambda it: finding(it, glyph="☑", verdict="meets"),
        r"findings\[0\].glyph: '☑' does not stand in the document",
    ),
    "an indicator that there is not": (
        lambda it: finding(it, row_indicators=["AP99"], indicators=["AP99"]),
        r"line \d+: findings\[0\].row_indicators\[0\]: 'AP99' is no indicator",
    ),
    "an indicator of another theme": (
        lambda it: finding(it, row_indicators=["CO01"], indicators=["CO01"]),
        r"CO01 is of the theme continu",
    ),
    "an indicator that no finding is about": (
        lambda it: finding(it, row_indicators=["TL01", "TL02"], indicators=["TL01"]),
        r"are about TL01, the row prints TL01\+TL02",
    ),
    "a theme that there is not": (
        lambda it: finding(it, theme="beleid"),
        r"findings\[0\].theme: 'beleid' is none of toeleiding",
    ),
    "words that are not printed": (
        lambda it: finding(it, text="De gemeente heeft alles goed geregeld."),
        r"line \d+: findings\[0\].text: does not stand in the document from “",
    ),
    "a caveat that is not printed": (
        lambda it: finding(it, caveats=["Maar niet altijd overal."]),
        r"findings\[0\].caveats\[0\]: does not stand in the document",
    ),
    "white space that is not folded": (
        lambda it: finding(it, text=it["findings"][0]["text"].replace(" ", "  ", 1)),
        r"findings\[0\].text: fold its white space",
    ),
    "a mend of more than hyphens": (
        lambda it: finding(it, text_clean="Iets anders."),
        r"text_clean: may differ from text in hyphens only",
    ),
    "an approach that the document does not list": (
        lambda it: finding(it, approach="Bemoeizorg"),
        r"findings\[0\].approach: 'Bemoeizorg' is not in document.approaches",
    ),
    "a year that is not printed": (
        lambda it: finding(it, year=1999),
        r"findings\[0\].year: the document prints no 1999",
    ),
    "a municipality with another one's code": (
        lambda it: it["document"].update(municipality_code="GM0503"),
        r"document.municipality_code: expected GM0150, the code of Deventer",
    ),
    "a municipality that is not named": (
        lambda it: it["document"].update(municipality="Delft", municipality_code="GM0503"),
        r"document.municipality: 'Delft' is not named in the document",
    ),
    "a title that is not printed": (
        lambda it: it["document"].update(title="Uitkomsten van iets anders"),
        r"line \d+: document.title: does not stand in the document",
    ),
    "a number of families that is not printed": (
        lambda it: it["document"]["approaches"][0].update(
            families={"low": 77123, "high": 77123, "approx": False}
        ),
        r"approaches\[0\].families.low: the document prints no number 77123",
    ),
    "a key that there is not": (
        lambda it: finding(it, verdit="meets"),
        r"line \d+: findings\[0\].verdit: Unexpected keyword",
    ),
    "a conclusion about nothing": (
        lambda it: it["conclusions"].append(
            {"approach": "Gezinsteams", "theme": "beleid", "kind": "strength", "text": "Iets."}
        ),
        r"conclusions\[0\].theme: 'beleid' is none of",
    ),
    "nothing about where it comes from": (
        lambda it: it["manifest"].update(transcribed=" "),
        r"line \d+: manifest.transcribed: is lacking: say where the file comes from",
    ),
    "another date than is printed": (
        lambda it: it["manifest"].update(date="2014"),
        r"manifest.date: is not document.published, 2015-06",
    ),
    "something else of the document": (
        lambda it: it["manifest"].update(colour="red"),
        r"manifest.colour: no such key, expected one of publisher",
    ),
    "another source file": (
        lambda it: it.update(source_file="delft-2015.txt"),
        r"source_file: expected 'deventer-2015.txt'",
    ),
    "other bytes": (
        lambda it: it["draft"].update(sha256="0" * 64),
        r"draft.sha256: is a draft of another document",
    ),
    "no draft part": (lambda it: it.pop("draft"), "a part of the draft is gone: mend it, or"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_a_draft_says_that_cannot_be_is_told_with_its_place(
    case: str, corpus: Path, source: Path
) -> None:
    change, message = WRONG[case]
    adopt(source, corpus)
    mend(draft_of(source), confirmed)
    mend(draft_of(source), change)
    before = files_in(corpus)
    with pytest.raises(DraftError, match=message):
        adopt(source, corpus)
    assert files_in(corpus) == before


def test_a_draft_that_is_no_json_is_told_with_line_and_column(corpus: Path, source: Path) -> None:
    adopt(source, corpus)
    lines = draft_of(source).read_text(encoding="utf-8").split("\n")
    written(draft_of(source), "\n".join([*lines[:11], "oops", *lines[11:]]))
    with pytest.raises(DraftError, match=r"line 12: column 1: is no JSON"):
        adopt(source, corpus)


def test_a_key_that_stands_twice_is_refused(corpus: Path, source: Path) -> None:
    adopt(source, corpus)
    text = draft_of(source).read_text(encoding="utf-8")
    written(draft_of(source), text.replace('"year": 2014,', '"year": 2014,"year": 2013,', 1))
    with pytest.raises(DraftError, match="the key 'year' stands twice"):
        adopt(source, corpus)


# -- what stands in a document ------------------------------------------------------------------


@pytest.mark.parametrize("entry", MANIFEST["documents"], ids=lambda entry: entry["file"])
def test_the_gold_of_the_corpus_holds_against_its_documents(entry: Json) -> None:
    gold = parse_gold((CORPUS / entry["gold"][0]).read_bytes())
    assert gold.findings
    assert list(gold_problems(gold, extract(CORPUS / entry["file"]), load_rules())) == []


def test_the_truth_stands_in_what_converters_made_of_it() -> None:
    sheets = {name: unseen()[name] for name in ("zwolle-2013", "deventer-2015", "nissewaard-2015")}
    texts = [(name, path) for name, _, path in fixtures() if name in sheets]
    assert len(texts) == 12
    for name, path in texts:
        gold = parse_gold(json.dumps(gold_of(sheets[name])))
        assert gold.findings
        assert list(gold_problems(gold, extract(path), load_rules())) == [], path.name


@pytest.mark.parametrize("shape", ["tagged", "interleaved"])
def test_a_text_with_one_word_changed_does_not_stand_in_the_document(shape: str) -> None:
    sheet = unseen()["zwolle-2013"]
    gold = gold_of(sheet)
    factsheet = extract(render(sheet, shape).encode())
    findings: Any = gold["findings"]
    texts = [one for one in findings if len(one["text"].split()) > 5]
    for one in texts:
        words = one["text"].split()
        one["text"] = " ".join([*words[:3], "kaatsbal", *words[4:]])
    told = {
        place for place, _ in gold_problems(parse_gold(json.dumps(gold)), factsheet, load_rules())
    }
    assert texts
    assert told >= {f"findings[{findings.index(one)}].text" for one in texts}


# -- into the corpus ----------------------------------------------------------------------------


def test_a_document_with_mended_errors_is_adopted_and_holds_the_extractor(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    (converted,) = (it for name, maker, it in fixtures() if (name, maker) == BROKEN)
    source = Path(shutil.copy(converted, tmp_path / f"{BROKEN[0]}.txt"))
    adopt(source, corpus, origin="Invented for a test.")
    mend(draft_of(source), lambda draft: draft.update(gold_of(unseen()[BROKEN[0]])))
    mend(draft_of(source), confirmed)
    adoption = adopt(source, corpus)
    assert adoption.mended > 5
    assert "verdict" in {floor.split(":")[0] for floor in adoption.lowered}
    assert not draft_of(source).exists()

    documents = [*corpus.glob("*.txt")]
    assert len(documents) == 6
    ingest(documents, tmp_path / "output", language=False)
    floors = load_floors(corpus / "floors.toml")
    assert floors.language["statements"] > 0.9
    assert check_floors(evaluate(tmp_path / "output", corpus / "gold"), floors) == ()

    gold = corpus / "gold" / f"{BROKEN[0]}.json"
    written(gold, gold.read_text(encoding="utf-8").replace('"year": 2014', '"year": 2013', 1))
    command = ("evaluate", tmp_path / "output", "--gold", corpus / "gold", "--floor")
    result = run(*command, corpus / "floors.toml")
    assert (result.code, "the gold is not the one" in result.err) == (1, True)
    pinned = (corpus / "floors.toml").read_text(encoding="utf-8")
    scores = evaluate(tmp_path / "output", corpus / "gold")
    written(tmp_path / "same.toml", pinned.replace(floors.gold_sha256, scores.gold_sha256))
    result = run(*command, tmp_path / "same.toml")
    assert result.code == 1
    assert "error: row: micro F1 " in result.err


def test_the_manifest_says_what_the_document_is_and_keeps_what_it_said(
    corpus: Path, source: Path
) -> None:
    before = (corpus / "manifest.toml").read_text(encoding="utf-8")
    data = source.read_bytes()
    adopted(source, corpus)
    after = (corpus / "manifest.toml").read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n[[documents]]\nfile = ")
    entry = tomllib.loads(after)["documents"][-1]
    assert (entry["file"], entry["bytes"]) == ("deventer-2015.txt", len(data))
    assert entry["title"] == "Uitkomsten verbeterpunten toezichtonderzoek Deventer"
    assert entry["transcribed"] == "Invented for a test."
    assert entry["gold"] == ["gold/deventer-2015.json"]
    assert entry["gold_origin"].startswith("drafted by ggsr-extract ")
    assert (corpus / "deventer-2015.txt").read_bytes() == data


def adopted(source: Path, corpus: Path, **how: Any) -> None:
    adopt(source, corpus, **how)
    mend(draft_of(source), confirmed)
    assert adopt(source, corpus, **how).is_adopted


def test_a_pdf_is_adopted_as_well(corpus: Path, tmp_path: Path) -> None:
    source = Path(
        shutil.copy(Path(__file__).parent / "facsimiles" / "delft-2015.chromium.pdf", tmp_path)
    )
    adopted(source, corpus, name="delft-2015.pdf")
    gold = json.loads((corpus / "gold" / "delft-2015.json").read_bytes())
    truth = json.loads((CORPUS / "gold" / "delft-2015.json").read_bytes())
    assert gold["source_file"] == "delft-2015.pdf"
    assert [it["verdict"] for it in gold["findings"]] == [it["verdict"] for it in truth["findings"]]
    assert inspect(corpus / "delft-2015.pdf").factsheet.document.media_type == "application/pdf"


def test_what_the_corpus_has_is_not_written_over(corpus: Path, source: Path) -> None:
    adopted(source, corpus)
    before = files_in(corpus)
    with pytest.raises(AdoptionError, match=r"has a document deventer-2015.txt already: --force"):
        adopt(source, corpus)
    other = Path(shutil.copy(source, source.with_name("other.txt")))
    with pytest.raises(AdoptionError, match=r"has the same document as deventer-2015.txt"):
        adopt(other, corpus)
    with pytest.raises(AdoptionError, match=r"deventer-2015.json: is there already: .*--name"):
        adopt(written(other, other.read_text() + "\n"), corpus, name="deventer-2015.md")
    assert files_in(corpus) == before


def test_force_replaces_the_document_of_that_name_and_its_gold(corpus: Path, source: Path) -> None:
    adopted(source, corpus)
    written(source, source.read_text(encoding="utf-8") + "\n")
    adopted(source, corpus, force=True)
    assert (corpus / "deventer-2015.txt").read_bytes() == source.read_bytes()
    documents = tomllib.loads((corpus / "manifest.toml").read_text(encoding="utf-8"))["documents"]
    assert [it["file"] for it in documents] == ["eindhoven-2015.txt", "deventer-2015.txt"]
    assert documents[-1]["bytes"] == len(source.read_bytes())


def test_a_loss_that_is_there_already_does_not_hide_in_new_floors(
    corpus: Path, source: Path
) -> None:
    gold = corpus / "gold" / "eindhoven-2015.json"
    written(gold, gold.read_text(encoding="utf-8").replace('"year": 2014', '"year": 2013', 1))
    adopt(source, corpus)
    mend(draft_of(source), confirmed)
    with pytest.raises(AdoptionError, match="without the new document the corpus does not keep"):
        adopt(source, corpus)


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("survived", range(5))
def test_a_kill_between_two_files_leaves_all_of_them_or_none(
    survived: int, corpus: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(source, corpus)
    mend(draft_of(source), confirmed)
    replace, count = Path.replace, iter(range(9))

    def dies(self: Path, target: Path) -> Path:
        if ".adopting" in self.parts and next(count) == survived:
            raise Killed
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dies)
    if survived < 4:
        with pytest.raises(Killed):
            adopt(source, corpus)
        monkeypatch.undo()
        with pytest.raises(AdoptionError, match=r"has a document deventer-2015.txt already"):
            adopt(source, corpus)
    else:
        adopt(source, corpus)
    assert sorted(files_in(corpus)) == [
        "deventer-2015.txt",
        "eindhoven-2015.txt",
        "floors.toml",
        "gold/deventer-2015.json",
        "gold/eindhoven-2015.json",
        "manifest.toml",
    ]
    assert "deventer-2015.txt" in (corpus / "manifest.toml").read_text(encoding="utf-8")


def test_a_kill_before_all_is_ready_leaves_the_corpus_as_it_was(
    corpus: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(source, corpus)
    mend(draft_of(source), confirmed)
    before = files_in(corpus)

    def dies(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(installing, "_flush", dies)
    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(Killed):
        adopt(source, corpus)
    monkeypatch.undo()
    with installing.alone_in(corpus):
        assert files_in(corpus) == before


def test_a_corpus_that_cannot_be_written_is_left_as_it_was(corpus: Path, source: Path) -> None:
    adopt(source, corpus)
    mend(draft_of(source), confirmed)
    (corpus / ".adopting").write_text("in the way")
    with pytest.raises(AdoptionError, match="cannot be written"):
        adopt(source, corpus)
    (corpus / ".adopting").unlink()
    assert "deventer-2015.txt" not in files_in(corpus)
    assert draft_of(source).exists()


def test_two_do_not_adopt_at_once(corpus: Path, source: Path) -> None:
    with (
        installing.alone_in(corpus),
        pytest.raises(AdoptionError, match="another document is being adopted"),
    ):
        adopt(source, corpus)


def test_without_a_corpus_it_says_what_to_do(tmp_path: Path, source: Path) -> None:
    with pytest.raises(AdoptionError, match=r"no corpus here .*--corpus DIR"):
        adopt(source, tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(AdoptionError, match=r"manifest.toml is missing: .*--corpus DIR"):
        adopt(source, tmp_path / "empty")


def test_what_is_no_factsheet_is_not_drafted(tmp_path: Path, corpus: Path) -> None:
    cake = written(tmp_path / "taart.txt", "Recept voor appeltaart: schil vijf appels.\n" * 20)
    with pytest.raises(SourceError, match="not a GGSR factsheet"):
        adopt(cake, corpus)
    assert not draft_of(cake).exists()


def test_a_name_that_is_no_name_is_refused(corpus: Path, source: Path) -> None:
    for name in ("../evil.txt", "manifest.toml", "a b.txt", ""):
        with pytest.raises(AdoptionError, match="is no name for the corpus"):
            adopt(source, corpus, name=name or "…")


# -- the command --------------------------------------------------------------------------------


def test_the_command_drafts_then_refuses_then_adopts(
    corpus: Path, source: Path, tmp_path: Path
) -> None:
    given = ("adopt", source, "--corpus", corpus, "--draft", tmp_path / "my draft.json")
    result = run(*given, "--origin", "Invented for a test.")
    assert (result.code, result.err) == (0, "")
    assert "in doubt     0 places" in result.out
    result = run(*given)
    assert (result.code, result.out) == (1, "")
    assert "line 9: draft.confirmed: nobody has confirmed the draft" in result.err
    mend(tmp_path / "my draft.json", confirmed)
    result = run(*given)
    assert (result.code, result.err) == (0, "")
    assert "adopted      deventer-2015.txt, 0 values mended" in result.out


EDITOR = """#!/bin/sh
# Mends nothing the first time, and confirms the second time.
if [ -e "$0.once" ]; then sed -i 's/"confirmed": false/"confirmed": true/' "$1"; fi
touch "$0.once"
"""


def test_on_a_terminal_the_draft_is_opened_in_the_editor_until_it_is_right(
    corpus: Path, source: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    command = [sys.executable, "-m", "ggsr_extract", "adopt", source, "--corpus", corpus]
    command += ["--origin", "Invented."]
    shown = subprocess.run(
        ["script", "-qec", shlex.join(map(str, command)), "/dev/null"],
        capture_output=True,
        check=True,
        input=b"y\n",
        env={**os.environ, "VISUAL": str(editor)},
    ).stdout.decode()
    assert "line 9: draft.confirmed: nobody has confirmed the draft" in shown
    assert "Edit " in shown
    assert "adopted      deventer-2015.txt" in shown
    assert "deventer-2015.txt" in files_in(corpus)


def test_the_command_says_why_a_document_would_not_come_through(
    corpus: Path, tmp_path: Path
) -> None:
    cake = written(tmp_path / "taart.txt", "Recept voor appeltaart: schil vijf appels.\n" * 20)
    result = run("adopt", cake, "--corpus", corpus)
    assert (result.code, result.out) == (3, "")
    assert "[not_a_factsheet]" in result.err
