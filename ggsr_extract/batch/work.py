"""One file of a run: rows, or the reason why there are none. Whatever happens stays here."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

from msgspec import Struct, field

from ggsr_extract.batch.cache import Cache
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.entry import Entry, Outcome, Refusal
from ggsr_extract.batch.extraction import factsheet_in
from ggsr_extract.batch.opening import read_bytes
from ggsr_extract.dataset import DatasetError, SourceFactsheet
from ggsr_extract.dataset.parting import packed_sheet
from ggsr_extract.errors import ModelError, OutputError, RuleError, SourceError
from ggsr_extract.language import Tagger, annotate
from ggsr_extract.options import ReadOptions
from ggsr_extract.rules import Rules, load_rules
from ggsr_extract.terminal import printable

__all__ = ["Work", "hold_rules", "sha256_of"]

_PACKAGE = Path(__file__).parent.parent
_FRAMES = 8
# Rules of this process by their folder (None: those of the package).
_HELD: dict[Path | None, Rules] = {}


def hold_rules(directory: Path | None) -> Rules:
    """Load rules, to be used by all further work of this process.

    Raises:
        RuleError: they are wrong.
    """
    _HELD[directory] = load_rules(directory)
    return _HELD[directory]


class Work(Struct, frozen=True):
    """What is done with each file; can be sent to another process, which loads the rules itself."""

    rules_directory: Path | None
    rules_sha256: str
    cache: Cache
    has_language: bool = True
    options: ReadOptions = field(default_factory=ReadOptions)
    tagger: Tagger | None = None

    def rules(self) -> Rules:
        """The rules of the run.

        Raises:
            RuleError: they have been changed since it began.
        """
        held = _HELD.get(self.rules_directory)
        if held is None or held.sha256 != self.rules_sha256:
            held = hold_rules(self.rules_directory)
        if held.sha256 != self.rules_sha256:
            raise RuleError("the rules were changed while the run was going on: begin again")
        return held

    def __call__(self, source: Source) -> Outcome:
        """Read a source, or find what came of the same bytes before; rows go to the cache.

        Raises:
            RuleError: the rules are wrong: no document can be trusted.
            OutputError: the cache cannot be written.
        """
        try:
            data = read_bytes(source.path)
        except SourceError as error:
            return Outcome(None, Refusal(error.stage, error.code, str(error)))
        sha256 = hashlib.sha256(data).hexdigest()
        known = self.cache.find(sha256)
        if known is not None:
            return known.outcome(is_reused=True)
        entry = self.entry_of(data, sha256)
        self.cache.keep(entry)
        return entry.outcome(is_reused=False)

    def entry_of(self, data: bytes, sha256: str) -> Entry:
        """What comes of some bytes.

        Raises:
            RuleError: the rules are wrong: no document can be trusted.
        """
        return _entry(data, sha256, self.rules(), self)


def sha256_of(source: Source) -> str | None:
    """The sha256 of a source, if it can be read."""
    try:
        return hashlib.sha256(read_bytes(source.path)).hexdigest()
    except SourceError:
        return None


def _entry(data: bytes, sha256: str, rules: Rules, work: Work) -> Entry:
    """What comes of the bytes; any failure but that of the rules is a refusal.

    Rows that break the rules of the dataset are one too: published they would cost the others.
    """
    try:
        factsheet = factsheet_in(data, "", rules, work.options)
        annotations = annotate(factsheet, rules, work.tagger) if work.has_language else None
        sheet = SourceFactsheet(factsheet, "", sha256, len(data), annotations)
        return Entry(sha256, packed=packed_sheet(sheet, rules))
    except SourceError as error:
        return Entry(sha256, Refusal(error.stage, error.code, str(error)))
    except (RuleError, ModelError, OutputError):
        raise
    except MemoryError:
        return Entry(sha256, Refusal("parse", "memory", "needed more memory than --memory allows"))
    except Exception as error:  # noqa: BLE001 - a crash on one document may cost no other
        message = f"the program failed on this file: {_in_words(error)}; see log in run.json"
        return Entry(sha256, Refusal("parse", "crash", message, _trace(error)))


def _in_words(error: Exception) -> str:
    words = str(error).split("\n", 1)[0]
    name = type(error).__name__
    return f"{name}: {words}" if words and not isinstance(error, DatasetError) else name


def _trace(error: Exception) -> tuple[str, ...]:
    """The last calls, without any absolute path, and the error."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = (f"{_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
    return (*places, printable(f"{type(error).__name__}: {error}"))


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name
