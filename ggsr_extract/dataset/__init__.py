"""Factsheets become tables, tables become files, and files become tables again."""

from __future__ import annotations

from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.explain import Explanation, explain
from ggsr_extract.dataset.load import Dataset, load
from ggsr_extract.dataset.model import (
    DatasetError,
    Problem,
    Quarantined,
    Rows,
    SourceFactsheet,
    Tables,
)
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.render import render
from ggsr_extract.dataset.swap import recover
from ggsr_extract.dataset.tabulate import tabulate

__all__ = [
    "Dataset",
    "DatasetError",
    "Explanation",
    "Problem",
    "Quarantined",
    "Rows",
    "SourceFactsheet",
    "Tables",
    "check",
    "explain",
    "load",
    "publish",
    "recover",
    "render",
    "tabulate",
]
