"""Factsheets of the toezichtonderzoek GGSR become a dataset, every value traceable to the page.

    from ggsr_extract import extract, ingest, load

    report = ingest(["factsheets/"], "output")
    findings = load("output").findings

Nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ggsr_extract.api import (
        adopt,
        check,
        diff,
        diff_rules,
        evaluate,
        evaluate_language,
        explain,
        extract,
        ingest,
        inspect,
        list_rules,
        load,
    )

    __version__: str

__all__ = [
    "__version__",
    "adopt",
    "check",
    "diff",
    "diff_rules",
    "evaluate",
    "evaluate_language",
    "explain",
    "extract",
    "ingest",
    "inspect",
    "list_rules",
    "load",
]

# What `api` hands on as it is: the other parts are not imported for it.
_PARTS = {
    "adopt": "adoption",
    "diff_rules": "batch",
    "extract": "batch",
    "ingest": "batch",
    "inspect": "inspection",
    "list_rules": "rule_use",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from ggsr_extract.dataset.version import extractor_version

        return extractor_version()
    if name in __all__:
        part = _PARTS.get(name, "api")
        return getattr(import_module(f"ggsr_extract.{part}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
