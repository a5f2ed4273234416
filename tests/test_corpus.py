"""The corpus is what its manifest says, to the byte."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ggsr_extract import extract

CORPUS = Path(__file__).parent.parent / "corpus"
MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
DOCUMENTS: list[dict[str, Any]] = MANIFEST["documents"]

each_document = pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry["file"])


def test_the_manifest_lists_the_five_known_documents_at_least() -> None:
    assert len(DOCUMENTS) >= 5


def test_every_document_of_the_folder_is_in_the_manifest_once() -> None:
    files = {path.name for path in CORPUS.iterdir() if path.is_file()}
    files -= {"README.md", "manifest.toml", "floors.toml"}
    assert sorted(entry["file"] for entry in DOCUMENTS) == sorted(files)


def test_every_gold_file_belongs_to_one_document() -> None:
    files = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("gold/**/*.json"))
    assert files
    assert sorted(gold for entry in DOCUMENTS for gold in entry["gold"]) == files


@each_document
def test_a_document_has_the_bytes_that_the_manifest_promises(entry: dict[str, Any]) -> None:
    source = (CORPUS / entry["file"]).read_bytes()
    assert (len(source), hashlib.sha256(source).hexdigest()) == (entry["bytes"], entry["sha256"])


@each_document
def test_a_document_says_where_it_comes_from_and_on_what_terms(entry: dict[str, Any]) -> None:
    for key in ("municipality", "publisher", "date", "date_source", "transcribed", "reuse"):
        assert entry[key].strip(), key
    assert entry["publisher"] == MANIFEST["terms"]["publisher"]
    assert "Auteurswet art. 15b" in entry["reuse"]
    assert entry["kind"] in ("baseline", "follow_up")


@each_document
def test_a_title_is_printed_in_the_document_or_a_note_says_why_not(entry: dict[str, Any]) -> None:
    if "title" in entry:
        assert entry["title"] in words_of(entry)
    else:
        assert entry["note"].strip()


@each_document
def test_the_municipality_is_named_in_the_document(entry: dict[str, Any]) -> None:
    assert entry["municipality"] in words_of(entry)


def words_of(entry: dict[str, Any]) -> str:
    """A text as it is; of any other format what its reader makes of it."""
    path = CORPUS / entry["file"]
    text = path.read_text("utf-8") if path.suffix == ".txt" else extract(path).document.text
    return " ".join(text.split())
