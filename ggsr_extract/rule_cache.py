"""The package's own rules as they were found to be in order: they need not be checked again.

Checking takes long: pydantic models, hundreds of patterns compiled and held to their examples. What
came of it is kept as JSON in the folder of the compiled modules, if that can be written. It is of
no use as soon as a rule file, or a module that reads them, is another.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, Raw, Struct, json

from ggsr_extract.rules import Rules

__all__ = ["keep_rules", "kept_rules"]

_PACKAGE = Path(__file__).parent
_READERS = (
    "expressions.py",
    "kinds.py",
    "rule_building.py",
    "rule_cache.py",
    "rule_files/*.py",
    "rule_patterns.py",
    "rules.py",
    "text.py",
)


class _Kept(Struct, frozen=True):
    """Rules, not decoded yet, and the digest of what they were made from."""

    key: str
    rules: Raw


def kept_rules(folder: Path) -> Rules | None:
    """The rules in a folder, if they were kept and it is as it was."""
    try:
        kept = json.decode(_place().read_bytes(), type=_Kept)
        return json.decode(kept.rules, type=Rules) if kept.key == _key(folder) else None
    except (OSError, MsgspecError):
        return None  # not there, or not ours: they are checked anew


def keep_rules(folder: Path, checked: Rules) -> None:
    """Keep the rules in a folder, which have been found to be in order."""
    place = _place()
    part = place.with_name(f"{place.name}.{os.getpid()}")
    data = json.encode(_Kept(_key(folder), Raw(json.encode(checked))))
    with suppress(OSError):  # the package lies where nobody may write
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)


def _place() -> Path:
    return Path(importlib.util.cache_from_source(str(_PACKAGE / "rules.py"))).with_suffix(".json")


def _key(folder: Path) -> str:
    """Digest of the rule files and of the modules that make rules of them."""
    digest = hashlib.sha256(sys.version.encode())
    modules = sorted(path for name in _READERS for path in _PACKAGE.glob(name))
    for path in (*sorted(folder.glob("*.toml")), *modules):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
