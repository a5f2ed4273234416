"""Factsheets as text and as PDF together: every copy is kept, and each factsheet counts once."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ggsr_extract import ingest, load
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.load import Dataset
from ggsr_extract.text import squeeze
from tests.commands import CORPUS, quarantine_in

if TYPE_CHECKING:
    import pandas as pd

FACSIMILES = Path(__file__).parent / "facsimiles"
# One or two of each, by several programs and in several looks.
PDFS = (
    "delft-2015.dingbats",
    "ede-2013.bare",
    "ede-2013.chromium",
    "eindhoven-2013.grid",
    "eindhoven-2015.bytes",
    "oosterhout-2015.symbols",
)
# What tells one copy from another: where its rows stand, in which form, and how sure that makes.
OF_THE_COPY = [
    *("finding_id", "document_id", "approach_id", "source_path"),
    *("page", "char_start", "char_end", "glyph", "confidence"),
]


def as_dataset(sources: Path, output: Path) -> Dataset:
    ingest([sources], output, root=sources, jobs=0, language=False)
    assert check(output) == ()
    return load(output)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources: the five texts alone, and with PDFs of them and one text under a second name."""
    folder = tmp_path_factory.mktemp("copies")
    (folder / "texts").mkdir()
    for path in CORPUS.glob("*.txt"):
        shutil.copy(path, folder / "texts")
    shutil.copytree(folder / "texts", folder / "copies")
    for name in PDFS:
        shutil.copy(FACSIMILES / f"{name}.pdf", folder / "copies")
    shutil.copy(CORPUS / "ede-2013.txt", folder / "copies" / "z.txt")
    return folder


@pytest.fixture(scope="module")
def texts(folder: Path) -> Dataset:
    return as_dataset(folder / "texts", folder / "of_texts")


@pytest.fixture(scope="module")
def copies(folder: Path) -> Dataset:
    return as_dataset(folder / "copies", folder / "of_copies")


def findings_of(dataset: Dataset, source_path: str) -> list[tuple[object, ...]]:
    """What a document's findings say, without where they stand and which hyphens end a line."""
    documents, assessed = dataset["documents"], dataset["finding_indicators"]
    (document_id,) = documents.loc[documents["source_path"] == source_path, "document_id"]
    about: dict[str, list[tuple[str, str]]] = {}
    for key, indicator, relation in zip(
        assessed["finding_id"], assessed["indicator_id"], assessed["relation"], strict=True
    ):
        about.setdefault(key, []).append((indicator, relation))
    findings = dataset["findings"]
    own = findings[findings["document_id"] == document_id]
    return [
        (
            str(row["row_id"]).split("/", 1)[1],
            row["year"],
            row["verdict"],
            squeeze(row["text"]),
            row["has_caveat"],
            *sorted(about[row["finding_id"]]),
        )
        for row in own.to_dict("records")
    ]


def without_copy(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows without what tells copies apart, with missing values that equal themselves."""
    bare = frame.drop(columns=OF_THE_COPY, errors="ignore").astype(object)
    if "text" in bare:
        bare["text"] = bare["text"].map(squeeze)
    rows = bare.where(bare.notna(), None)
    return sorted(rows.itertuples(index=False, name=None), key=repr)


def test_every_copy_keeps_its_rows_and_the_same_bytes_are_one_document(
    copies: Dataset, folder: Path
) -> None:
    wanted = sorted([*(path.name for path in CORPUS.glob("*.txt")), *(f"{n}.pdf" for n in PDFS)])
    assert sorted(copies["documents"]["source_path"]) == wanted
    assert quarantine_in(folder / "of_copies") == {"z.txt": "duplicate"}
    assert set(copies["findings"]["document_id"]) == set(copies["documents"]["document_id"])


@pytest.mark.parametrize("name", PDFS)
def test_text_and_pdf_agree_on_every_finding(copies: Dataset, name: str) -> None:
    printed = findings_of(copies, f"{name}.pdf")
    assert len(printed) >= 4
    assert printed == findings_of(copies, f"{name.partition('.')[0]}.txt")


def test_one_copy_of_each_approach_is_primary_and_it_is_a_pdf(copies: Dataset) -> None:
    documents, approaches = copies["documents"], copies["approaches"]
    joined = approaches.merge(
        documents[["document_id", "factsheet_id", "media_type"]], on="document_id"
    )
    primary = joined[joined["is_primary"]]
    every = set(zip(joined["factsheet_id"], joined["name"], strict=True))
    chosen = Counter(zip(primary["factsheet_id"], primary["name"], strict=True))
    assert chosen == dict.fromkeys(every, 1)
    assert set(primary["media_type"]) == {"application/pdf"}
    is_primary = documents["document_id"].isin(primary["document_id"])
    assert list(documents["is_primary"]) == list(is_primary)
    assert is_primary.sum() == 5


def test_of_two_pdfs_that_are_as_good_the_lowest_key_counts(copies: Dataset) -> None:
    documents = copies["documents"]
    of_ede = documents[documents["source_path"].str.match(r"ede-2013\..*pdf")]
    assert len(of_ede) == 2
    assert list(of_ede.loc[of_ede["is_primary"], "document_id"]) == [of_ede["document_id"].min()]


@pytest.mark.parametrize("table", ["findings_wide", "changes", "completeness"])
def test_a_factsheet_counts_once_and_says_what_it_says_alone(
    texts: Dataset, copies: Dataset, table: str
) -> None:
    alone, together = texts[table], copies[table]
    assert len(alone) == len(together) > 10
    approaches = copies["approaches"]
    primary = set(approaches.loc[approaches["is_primary"], "approach_id"])
    assert set(together["approach_id"]) <= primary
    ignored = [name for name in map(str, together) if name.startswith(("finding_id", "baseline_"))]
    assert without_copy(together.drop(columns=ignored)) == without_copy(alone.drop(columns=ignored))


def test_changes_join_findings_of_primary_copies_alone(copies: Dataset) -> None:
    documents, changes = copies["documents"], copies["changes"]
    primary = set(documents.loc[documents["is_primary"], "document_id"])
    keys = changes[["finding_id_2013", "finding_id_2014", "baseline_finding_id"]].stack().dropna()
    assert len(keys) > 20
    assert {str(key).split("/", 1)[0] for key in keys} <= primary
    similar = changes["baseline_similarity"].dropna()
    assert len(similar) == 2
    assert (similar > 0.95).all()


@pytest.mark.usefixtures("texts", "copies")
def test_pdfs_that_come_later_give_the_same_dataset(folder: Path) -> None:
    grown = shutil.copytree(folder / "of_texts", folder / "grown")
    before = load(grown)["documents"]
    assert before["is_primary"].all()
    ingest([folder / "copies"], grown, root=folder / "copies", jobs=0, language=False)
    tables = sorted((folder / "of_copies").glob("*.parquet"))
    assert len(tables) > 20
    differing = [
        path.name for path in tables if path.read_bytes() != (grown / path.name).read_bytes()
    ]
    assert differing == []
