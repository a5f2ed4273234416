"""One file of a run: a factsheet, or a row of the quarantine. Whatever happens stays here."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.extraction import factsheet_in
from ggsr_extract.batch.opening import read_bytes
from ggsr_extract.dataset import DatasetError, Quarantined, SourceFactsheet, tabulate
from ggsr_extract.dataset.integrity import require_integrity
from ggsr_extract.errors import OutputError, RuleError, SourceError
from ggsr_extract.rules import Rules
from ggsr_extract.terminal import printable

__all__ = ["Outcome", "work_on"]

_PACKAGE = Path(__file__).parent.parent
_FRAMES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source. `trace`: where the program failed, innermost call last."""

    result: SourceFactsheet | Quarantined
    trace: tuple[str, ...] = ()


def work_on(source: Source, rules: Rules) -> Outcome:
    """Read and parse one source; any failure but that of the rules becomes a quarantine row.

    Raises:
        RuleError: the rules are wrong: no document can be trusted.
    """
    data: bytes | None = None
    try:
        data = read_bytes(source.path)
        return Outcome(_factsheet(source, data, rules))
    except SourceError as error:
        return Outcome(_quarantined(source, data, error.stage, error.code, str(error)))
    except (RuleError, OutputError):
        raise
    except Exception as error:  # noqa: BLE001 - a crash on one document may cost no other
        code = "memory" if isinstance(error, MemoryError) else "crash"
        message = f"the program failed on this file: {_in_words(error)}; see log in run.json"
        return Outcome(_quarantined(source, data, "parse", code, message), _trace(error))


def _factsheet(source: Source, data: bytes, rules: Rules) -> SourceFactsheet:
    """The factsheet of the bytes, known to fit into a dataset.

    Raises:
        DatasetError: its rows break the rules of the dataset, which would cost the others.
    """
    factsheet = factsheet_in(data, source.source_path, rules)
    sheet = SourceFactsheet(factsheet, source.source_path, _sha256(data), len(data))
    require_integrity(tabulate([sheet], [], rules))
    return sheet


def _quarantined(
    source: Source, data: bytes | None, stage: str, code: str, message: str
) -> Quarantined:
    sha256 = None if data is None else _sha256(data)
    return Quarantined(source.source_path, stage, code, message, sha256)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
