"""Only what is new is read; what is there stays, until it is left out on purpose."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract import check, ingest, load
from ggsr_extract.batch import InputError
from ggsr_extract.batch.report import Report
from ggsr_extract.errors import OutputError
from tests.commands import CORPUS, documents_in, good_file, quarantine_in, run
from tests.test_batch_isolation import tables_of

RULES = CORPUS.parent / "rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "in"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def place(folder: Path, document: str, name: str) -> Path:
    """A document of the corpus in a folder, as old as it would be in a user's."""
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(shutil.copy(CORPUS / f"{document}.txt", folder / name))
    os.utime(path, (1_400_000_000, 1_400_000_000))
    return path


def changed_rules(tmp_path: Path) -> Path:
    shutil.copytree(RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "municipalities.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[municipalities.GM9999]\nname = "Nergenshuizen"\n')
    return tmp_path / "rules"


def read_and_reused(report: Report) -> tuple[int, int]:
    return len(report.named) - report.reused, report.reused


def test_twice_the_same_reads_nothing_again_and_changes_no_byte(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt")
    (folder / "b.txt").write_text("geen factsheet")
    assert read_and_reused(ingest([folder], output)) == (2, 0)
    before = tables_of(output)
    assert read_and_reused(ingest([folder], output)) == (0, 2)
    assert tables_of(output) == before


def test_files_are_added(folder: Path, output: Path) -> None:
    place(folder, "ede-2013", "b.txt")
    ingest([folder], output)
    place(folder, "delft-2015", "a.txt")
    report = ingest([folder / "a.txt"], output)
    assert documents_in(output) == ["a.txt", "b.txt"]
    assert len(report.named) == 1
    assert check(output) == ()


def test_one_by_one_is_the_same_as_all_at_once(tmp_path: Path, folder: Path) -> None:
    names = sorted(path.stem for path in CORPUS.glob("*.txt"))
    paths = [place(folder, name, f"{name}.txt") for name in names]
    paths.append(place(folder, "delft-2015", "again.txt"))
    for path in paths[::-1]:
        ingest([path], tmp_path / "one", root=folder)
    ingest(paths, tmp_path / "all")
    assert tables_of(tmp_path / "one") == tables_of(tmp_path / "all")


def test_a_file_that_has_changed_is_replaced(folder: Path, output: Path) -> None:
    place(folder, "ede-2013", "a.txt")
    place(folder, "delft-2015", "b.txt")
    ingest([folder], output)
    place(folder, "eindhoven-2015", "a.txt")
    report = ingest([folder], output)
    assert read_and_reused(report) == (1, 1)
    assert list(load(output)["documents"]["municipality_name"]) == ["Eindhoven", "Delft"]


def test_exactly_leaves_out_what_is_not_named(folder: Path, output: Path) -> None:
    place(folder, "ede-2013", "a.txt")
    place(folder, "delft-2015", "b.txt")
    ingest([folder], output)
    assert run("ingest", folder / "b.txt", "-o", output, "--exactly").code == 0
    assert documents_in(output) == ["b.txt"]


def test_a_document_stays_when_its_file_is_gone(folder: Path, output: Path) -> None:
    place(folder, "ede-2013", "a.txt").rename(folder / "a.txt")
    place(folder, "delft-2015", "b.txt")
    ingest([folder], output)
    (folder / "a.txt").unlink()
    ingest([folder], output)
    assert documents_in(output) == ["a.txt", "b.txt"]


def test_a_document_that_has_moved_goes_with_its_file(folder: Path, output: Path) -> None:
    path = place(folder, "ede-2013", "a.txt")
    ingest([folder], output)
    path.rename(folder / "z.txt")
    assert read_and_reused(ingest([folder], output)) == (0, 1)
    assert (documents_in(output), quarantine_in(output)) == (["z.txt"], {})
    assert set(load(output)["diagnostics"]["source_path"]) <= {"z.txt"}


def test_the_copy_of_a_document_that_is_replaced_takes_its_place(
    folder: Path, output: Path
) -> None:
    place(folder, "ede-2013", "a.txt")
    place(folder, "ede-2013", "b.txt")
    ingest([folder], output)
    assert quarantine_in(output) == {"b.txt": "duplicate"}
    place(folder, "delft-2015", "a.txt")
    ingest([folder / "a.txt"], output)
    assert (documents_in(output), quarantine_in(output)) == (["a.txt", "b.txt"], {})
    assert check(output) == ()


def test_what_was_refused_stays_refused_until_its_file_is_gone(folder: Path, output: Path) -> None:
    place(folder, "ede-2013", "a.txt")
    (folder / "b.txt").write_bytes(bytes(range(256)) * 40)
    assert ingest([folder], output).exit_code == 3
    again = ingest([folder / "a.txt"], output)
    assert (again.exit_code, quarantine_in(output)) == (0, {"b.txt": "binary"})
    (folder / "b.txt").unlink()
    ingest([folder / "a.txt"], output)
    assert quarantine_in(output) == {}


def test_a_changed_rule_reads_again_also_what_is_not_named(
    tmp_path: Path, folder: Path, output: Path
) -> None:
    place(folder, "eindhoven-2015", "a.txt")
    place(folder, "delft-2015", "b.txt")
    ingest([folder], output)
    ingest([folder / "b.txt"], output, rules=changed_rules(tmp_path))
    assert documents_in(output) == ["a.txt", "b.txt"]
    assert len(set(load(output)["documents"]["rules_sha256"])) == 1
    assert check(output) == ()


def test_rows_of_other_rules_are_never_mixed_in(tmp_path: Path, folder: Path, output: Path) -> None:
    gone = place(folder, "eindhoven-2015", "a.txt")
    place(folder, "delft-2015", "b.txt")
    ingest([folder], output)
    before = tables_of(output)
    gone.unlink()
    rules = changed_rules(tmp_path)
    with pytest.raises(OutputError, match=r"files of 1 .* gone.*: a\.txt; .*--exactly"):
        ingest([folder], output, rules=rules)
    assert tables_of(output) == before
    ingest([folder], output, rules=rules, exactly=True)
    assert documents_in(output) == ["b.txt"]


def test_a_file_of_the_same_size_and_time_is_trusted_unless_verified(
    folder: Path, output: Path
) -> None:
    path = place(folder, "delft-2015", "a.txt")
    ingest([folder], output)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Delft", b"Gouda"))
    os.utime(path, (1_400_000_000, 1_400_000_000))
    assert read_and_reused(ingest([folder], output)) == (0, 1)
    assert read_and_reused(ingest([folder], output, verify=True)) == (1, 0)
    assert list(load(output)["documents"]["municipality_name"]) == ["Gouda"]


def test_a_file_that_was_written_a_moment_ago_is_not_trusted(folder: Path, output: Path) -> None:
    path = good_file(folder)
    ingest([folder], output)
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Eindhoven", b"Oosterhou"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert read_and_reused(ingest([folder], output)) == (1, 0)


def entries_in(output: Path) -> list[Path]:
    return sorted(output.with_name("output.cache").glob("*/??/*"))


def test_a_damaged_entry_of_the_cache_is_read_again(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt")
    ingest([folder], output)
    before = tables_of(output)
    (entry,) = entries_in(output)
    whole = entry.read_bytes()
    for damage in (b"", b"{}", b"[1]", whole[:-9], whole.replace(b"delft", b"Delft")):
        entry.write_bytes(damage)
        shutil.rmtree(output)
        assert read_and_reused(ingest([folder], output)) == (1, 0)
        assert tables_of(output) == before


def test_what_the_cache_has_lost_is_taken_from_the_dataset(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt").rename(folder / "b.txt")
    place(folder, "ede-2013", "gone.txt")
    ingest([folder], output)
    place(folder, "eindhoven-2015", "a.txt")
    report = ingest([folder], output)
    before = tables_of(output)
    assert (read_and_reused(report), len(entries_in(output))) == ((1, 2), 3)
    (folder / "a.txt").unlink()
    (folder / "gone.txt").unlink()
    ingest([folder / "b.txt"], output, exactly=True)
    place(folder, "ede-2013", "gone.txt")
    ingest([folder], output)
    (folder / "gone.txt").unlink()
    shutil.rmtree(output.with_name("output.cache"))
    place(folder, "eindhoven-2015", "a.txt")
    ingest([folder / "a.txt"], output, root=folder)
    assert tables_of(output) == before
    for entry in entries_in(output):
        entry.write_bytes(b"")
    place(folder, "oosterhout-2015", "c.txt")
    ingest([folder / "c.txt"], output)
    assert documents_in(output) == ["a.txt", "b.txt", "c.txt", "gone.txt"]
    assert check(output) == ()


def test_the_cache_may_be_elsewhere_and_may_be_thrown_away(
    tmp_path: Path, folder: Path, output: Path
) -> None:
    place(folder, "delft-2015", "a.txt")
    ingest([folder], output, cache=tmp_path / "kept")
    assert not output.with_name("output.cache").exists()
    assert read_and_reused(ingest([folder], tmp_path / "other", cache=tmp_path / "kept")) == (0, 1)
    shutil.rmtree(tmp_path / "kept")
    assert read_and_reused(ingest([folder], output, cache=tmp_path / "kept")) == (1, 0)


def test_the_cache_is_never_an_input_and_is_never_unpickled(tmp_path: Path) -> None:
    good_file(tmp_path)
    ingest([tmp_path], tmp_path / "output")
    assert len(ingest([tmp_path], tmp_path / "output").named) == 1
    files = [path for path in (tmp_path / "output.cache").rglob("*") if path.is_file()]
    for path in set(files) - set(entries_in(tmp_path / "output")):
        json.loads(path.read_bytes())
    (entry,) = entries_in(tmp_path / "output")
    assert json.loads(entry.read_bytes().split(b"\n", 2)[1])["series"] == "eindhoven"
    code = {path: path.read_text() for path in (CORPUS.parent / "ggsr_extract").rglob("*.py")}
    assert [path.name for path, text in code.items() if "import pickle" in text] == []


def test_nothing_is_written_when_nothing_has_changed(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt")
    place(folder, "ede-2013", "b.txt")
    place(folder, "ede-2013", "c.txt")
    (folder / "d.txt").write_text("geen factsheet")
    os.utime(folder / "d.txt", (1_400_000_000, 1_400_000_000))
    first = ingest([folder], output)
    stamps = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.iterdir()}
    for exactly in (False, True):
        again = ingest([folder], output, exactly=exactly, verify=exactly)
        assert replace(again, reused=0) == replace(first, reused=0)
        assert {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in output.iterdir()} == stamps
    (folder / "d.txt").unlink()
    ingest([folder], output)
    assert quarantine_in(output) == {"c.txt": "duplicate"}


def test_paths_stay_relative_to_the_root_of_the_dataset(
    tmp_path: Path, folder: Path, output: Path
) -> None:
    place(folder / "deep", "delft-2015", "a.txt")
    place(folder, "ede-2013", "b.txt")
    ingest([folder], output)
    ingest([folder / "deep"], output)
    assert documents_in(output) == ["b.txt", "deep/a.txt"]
    with pytest.raises(InputError, match="--exactly"):
        ingest([folder / "deep"], output, root=folder / "deep")
    elsewhere = place(tmp_path / "elsewhere", "oosterhout-2015", "c.txt")
    with pytest.raises(InputError, match="not below the root"):
        ingest([elsewhere], output)
    ingest([tmp_path / "in", elsewhere], output, exactly=True)
    assert documents_in(output) == ["elsewhere/c.txt", "in/b.txt", "in/deep/a.txt"]


def test_a_damaged_dataset_is_not_built_upon(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt")
    ingest([folder], output)
    (output / "findings.parquet").write_bytes(b"PAR1")
    with pytest.raises(OutputError, match="--exactly makes it anew"):
        ingest([folder], output)
    ingest([folder], output, exactly=True)
    assert check(output) == ()


def test_what_the_words_say_is_left_out_when_told_so(folder: Path, output: Path) -> None:
    place(folder, "delft-2015", "a.txt")
    ingest([folder], output, language=False)
    silent = load(output)
    assert silent.statements.empty
    assert silent.cues.empty
    assert not silent.findings.empty
    assert read_and_reused(ingest([folder], output)) == (1, 0)
    spoken = load(output)
    assert not spoken.statements.empty
    assert not spoken.cues.empty
    assert spoken.findings.equals(silent.findings)
    assert check(output) == ()
