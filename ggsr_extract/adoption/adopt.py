"""A document → a draft gold → a person → the corpus, its manifest, its gold and its floors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack

from msgspec import Struct

from ggsr_extract.adoption.checking import complaints_about
from ggsr_extract.adoption.complaints import AdoptionError, Complaint, DraftError
from ggsr_extract.adoption.corpus import Corpus, open_corpus
from ggsr_extract.adoption.doubts import Doubts, doubts_of
from ggsr_extract.adoption.draft_file import Draft, gold_text, parse_draft, render_draft
from ggsr_extract.adoption.drafting import gold_of
from ggsr_extract.adoption.installing import alone_in, install
from ggsr_extract.adoption.manifest import drafted_manifest, entry_of
from ggsr_extract.adoption.measuring import Measured, measure
from ggsr_extract.batch.extraction import factsheet_in
from ggsr_extract.batch.opening import read_bytes
from ggsr_extract.dataset.version import extractor_version
from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import Factsheet
from ggsr_extract.rules import Rules, load_rules
from ggsr_extract.scoring.gold_format import parse_gold

__all__ = ["Adoption", "Edit", "How", "adopt"]

# Lets a person mend the draft, told what is wrong with it; False: no more.
Edit = Callable[[Path, tuple[Complaint, ...]], bool]


class How(TypedDict, total=False):
    """Options of :func:`adopt`."""

    name: str | None
    origin: str | None
    force: bool


class Adoption(Struct, frozen=True):
    """How far a document got.

    Attributes:
        draft: the draft; deleted when the document was adopted.
        to_look_at: places of a draft that are in doubt, most of them first things to look at.
        written: files of the corpus that were written, relative to it; none: only the draft was.
        lowered: floors that had to be lowered, since the extractor errs in this document.
        mended: how many values of the extractor the person has mended.
    """

    draft: Path
    to_look_at: tuple[Complaint, ...] = ()
    written: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    mended: int = 0

    @property
    def is_adopted(self) -> bool:
        """Whether the document is in the corpus now."""
        return bool(self.written)


def adopt(
    source: str | Path,
    corpus: str | Path = "corpus",
    *,
    draft: str | Path | None = None,
    edit: Edit | None = None,
    **how: Unpack[How],
) -> Adoption:
    """Take a new factsheet into a corpus: its bytes, what it is, its gold, and new floors.

    Where there is no draft yet it is written, in the format of the gold, with the doubtful places
    marked. A person mends and confirms it: in `edit`, or between this call and the next one. A
    draft that is confirmed and holds against the document becomes gold. All files of the corpus
    are written, or none.

    Args:
        source: the document.
        corpus: folder of the corpus, with its `manifest.toml`.
        draft: where the draft is; by default beside the source, as `<name>.draft.json`.
        edit: lets a person mend the draft, again as long as something is wrong and it returns True.
        how: `name` in the corpus (by default that of the file), `origin` (where the file comes from
            and how it became what it is, for the manifest), and `force`, to replace the document of
            that name and its gold.

    Raises:
        SourceError: the document is no factsheet, or cannot be read.
        AdoptionError: there is no corpus, it has this document or name already, or is below its
            floors as it is.
        DraftError: the draft is not confirmed, or says what cannot be; names lines and places.
    """
    path = Path(source)
    candidate = _Candidate.read(path, how.get("name") or path.name)
    place = Path(draft) if draft is not None else path.with_name(f"{path.stem}.draft.json")
    with alone_in(Path(corpus)):
        home = open_corpus(Path(corpus))
        home.require_free(candidate.name, candidate.sha256, force=how.get("force", False))
        if not place.exists():
            _write(candidate.drafted(home, how.get("origin")), place)
            if edit is None or not edit(place, candidate.looked_at(place)):
                return Adoption(place, candidate.looked_at(place))
        mended = candidate.mended(place, edit)
        return candidate.installed(home, mended, place)


class _Candidate(Struct, frozen=True):
    """A document that may be adopted."""

    name: str
    data: bytes
    sha256: str
    factsheet: Factsheet
    rules: Rules
    doubts: Doubts

    @classmethod
    def read(cls, path: Path, name: str) -> _Candidate:
        rules = load_rules()
        try:
            data = read_bytes(path)
            factsheet = factsheet_in(data, path.name, rules)
        except SourceError as error:
            raise SourceError(error.code, f"{path}: {error}", stage=error.stage) from error
        sha256 = hashlib.sha256(data).hexdigest()
        return cls(name, data, sha256, factsheet, rules, doubts_of(factsheet, rules))

    def drafted(self, corpus: Corpus, origin: str | None) -> str:
        gold = gold_of(self.factsheet, self.name)
        manifest = drafted_manifest(self.factsheet, corpus.terms, origin)
        return render_draft(gold, manifest, self.sha256, self.doubts)

    def looked_at(self, place: Path) -> tuple[Complaint, ...]:
        """What is still marked in the draft."""
        draft = _read(place)
        return tuple(draft.complaint(it, reason) for it, reason in draft.doubted)

    def mended(self, place: Path, edit: Edit | None) -> Draft:
        """The draft, when nothing is wrong with it any more."""
        while complaints := self._complaints(place):
            if edit is None or not edit(place, complaints):
                raise DraftError(str(place), complaints)
        return _read(place)

    def _complaints(self, place: Path) -> tuple[Complaint, ...]:
        try:
            draft = _read(place)
        except DraftError as error:
            return error.complaints
        if draft.sha256 != self.sha256:
            message = "is a draft of another document, or of other bytes: give --draft another name"
            return (draft.complaint("draft.sha256", message),)
        if draft.gold.get("source_file") != self.name:
            return (draft.complaint("source_file", f"expected {self.name!r} (see --name)"),)
        had_doubts = bool(self.doubts.count)
        return tuple(complaints_about(draft, self.factsheet, self.rules, had_doubts=had_doubts))

    def installed(self, corpus: Corpus, draft: Draft, place: Path) -> Adoption:
        gold = gold_text(draft.gold)
        measured = measure(corpus, self.name, self.data, gold)
        entry = entry_of(
            parse_gold(gold).document,
            draft.manifest,
            {"file": self.name, "sha256": self.sha256, "bytes": len(self.data)},
            self._provenance(corpus, measured),
        )
        gold_path = corpus.gold_of(self.name).relative_to(corpus.folder).as_posix()
        files = {
            self.name: self.data,
            gold_path: gold.encode(),
            corpus.floors.name: measured.floors.encode(),
            "manifest.toml": corpus.manifest_with(entry).encode(),
        }
        install(files, corpus.folder)
        place.unlink()
        return Adoption(place, (), tuple(files), measured.lowered, measured.mended)

    def _provenance(self, corpus: Corpus, measured: Measured) -> Mapping[str, Any]:
        """The files of the gold, and that it began as a draft of the extractor."""
        own = corpus.gold_of(self.name).relative_to(corpus.folder).as_posix()
        before = corpus.entry_of(self.name) or {}
        others = [it for it in before.get("gold", ()) if it != own]
        made = f"drafted by ggsr-extract {extractor_version()}, confirmed by a person"
        mended = f"; {measured.mended} values mended" if measured.mended else ""
        return {"gold": [own, *others], "gold_origin": f"{made}{mended}"}


def _read(place: Path) -> Draft:
    try:
        return parse_draft(str(place), place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AdoptionError(f"{place}: the draft cannot be read: {error}") from error


def _write(text: str, place: Path) -> None:
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise AdoptionError(
            f"{place}: the draft cannot be written: {error.strerror}: name another --draft"
        ) from error
