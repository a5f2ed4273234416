"""Passwords open PDFs that ask for one, wherever they come from, and are written nowhere."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from ggsr_extract import diff_rules, extract, ingest, inspect, load
from ggsr_extract.errors import SourceError
from ggsr_extract.rules import default_directory
from tests.bad_pdfs import GOOD, encrypted
from tests.commands import documents_in, good_file, quarantine_in, run
from tests.comparing import judged, rules

WORD = "één geheim met blanks"
# As fast as can be: this process, and what words say is another matter.
QUICK = ("-j", "0", "--no-language")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good file and one that asks for a password."""
    folder = good_file(tmp_path_factory.mktemp("locked") / "in").parent
    (folder / "locked.pdf").write_bytes(encrypted(WORD, "eigenaar"))
    return folder


def test_without_a_password_it_is_in_quarantine_with_advice(locked: Path, tmp_path: Path) -> None:
    result = run("ingest", locked, "-o", tmp_path / "output", *QUICK)
    assert (result.code, quarantine_in(tmp_path / "output")) == (3, {"locked.pdf": "password"})
    (message,) = load(tmp_path / "output")["quarantine"]["message"]
    assert "--password-file" in message


def test_with_it_the_findings_are_those_of_the_open_copy(locked: Path) -> None:
    for password in (WORD, "eigenaar", ["wrong", WORD]):
        sheet = extract(locked / "locked.pdf", rules=rules(), password=password)
        assert judged(sheet) == judged(extract(GOOD, rules=rules()))
        (notice,) = sheet.document.notices
        assert (notice.code, notice.severity) == ("password", "info")


@pytest.mark.parametrize("given", [["wrong"], ["wrong", "wronger"]])
def test_a_wrong_one_is_said_to_be_wrong(locked: Path, given: list[str]) -> None:
    with pytest.raises(SourceError, match="the PDF: give another one") as caught:
        extract(locked / "locked.pdf", rules=rules(), password=given)
    assert caught.value.code == "password"
    assert not any(word in str(caught.value) for word in given)


def test_it_reaches_the_worker_processes(locked: Path, tmp_path: Path) -> None:
    report = ingest([locked], tmp_path / "output", jobs=1, language=False, password=WORD)
    assert report.exit_code == 0
    assert documents_in(tmp_path / "output") == ["good.txt", "locked.pdf"]


def test_a_file_of_passwords_a_variable_and_the_option_all_do(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(f"\ufeffwrong\r\n\r\n{WORD}\r\n".encode())
    (tmp_path / "in").mkdir()
    shutil.copy(locked / "locked.pdf", tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    command = ("inspect", "locked.pdf", "--format", "csv")
    expected = run("inspect", GOOD, "--format", "csv").out.replace(str(GOOD), "locked.pdf")
    assert len(expected.splitlines()) > 2
    assert run(*command, "--password-file", file).out == expected
    assert run(*command, "--password", "wrong", "--password", WORD).out == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WORD.encode()), "utf-8"))
    assert run(*command, "--password-file", "-").out == expected
    assert run(*command).code == 3
    monkeypatch.setenv("GGSR_EXTRACT_PASSWORD", f"wrong\n{WORD}")
    assert run(*command).out == expected


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", None])
def test_a_password_file_that_cannot_be_read_is_wrong_usage(
    content: bytes | None, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "words").write_bytes(content)
    result = run("inspect", GOOD, "--password-file", tmp_path / "words")
    assert result.code == 2
    assert str(tmp_path / "words") in result.err


def test_what_was_refused_for_want_of_a_password_is_read_when_there_is_one(
    locked: Path, tmp_path: Path
) -> None:
    """Also with a cache in which the good file stands already, which is not read again."""
    output = tmp_path / "output"
    for _ in range(2):
        assert run("ingest", locked, "-o", output, *QUICK).code == 3
    report = ingest([locked], output, language=False, password=WORD)
    assert (report.exit_code, report.reused) == (0, 1)
    assert quarantine_in(output) == {}
    again = ingest([locked], output, language=False)
    assert (again.exit_code, again.reused) == (0, 2), "what was read stays read"


def test_another_engine_reads_again(locked: Path, tmp_path: Path) -> None:
    engines: tuple[str, ...] = ("pdfium", "pdfplumber", "pdfium")
    found = [
        ingest(
            [locked / "locked.pdf"],
            tmp_path / "output",
            language=False,
            password=WORD,
            pdf_engine=engine,  # type: ignore[arg-type]
        )
        for engine in engines
    ]
    assert [report.reused for report in found] == [0, 0, 1]
    assert len({report.verdicts for report in found}) == 1


def test_no_password_is_written_anywhere(locked: Path, tmp_path: Path) -> None:
    """Neither the right one nor a wrong one, where documents are read, refused or crash."""
    words = (WORD, "zeker-fout", "ook-fout")
    (tmp_path / "words").write_text("\n".join(words[1:]), encoding="utf-8")
    other = good_file(tmp_path / "in")
    (other.parent / "other.pdf").write_bytes(encrypted("iets anders", "eigenaar"))
    output = tmp_path / "output"
    options = ("--password", WORD, "--password-file", tmp_path / "words", *QUICK)
    result = run("ingest", locked, other.parent, "-o", output, "-v", *options)
    files = [path for path in tmp_path.rglob("output*/**/*") if path.is_file()]
    assert len(files) > 20
    assert {path.suffix for path in files} >= {".json", ".parquet"}
    told = [result.out.encode(), result.err.encode(), *(path.read_bytes() for path in files)]
    assert [word for word in words for text in told if word.encode() in text] == []
    assert WORD not in repr(extract.__kwdefaults__)


def test_rules_are_compared_on_locked_documents(locked: Path, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(default_directory(), tmp_path / "rules"))
    file = changed / "municipalities.toml"
    text = file.read_text(encoding="utf-8").replace("GM0772", "GM9772")
    file.write_text(text, encoding="utf-8")
    paths = [locked / "locked.pdf"]
    assert diff_rules(paths, changed, language=False).exit_code == 0, "nothing was read"
    assert diff_rules(paths, changed, language=False, password=WORD).exit_code == 1


def test_the_python_api_refuses_an_engine_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="pdfium, pdfplumber"):
        inspect(GOOD, pdf_engine="acrobat")  # type: ignore[arg-type]
