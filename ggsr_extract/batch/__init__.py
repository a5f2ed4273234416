"""Many sources become one dataset: discovery, reading, progress, report."""

from __future__ import annotations

from ggsr_extract.batch.discovery import InputError
from ggsr_extract.batch.extraction import extract
from ggsr_extract.batch.ingest import ingest
from ggsr_extract.batch.progress import Progress, progress_on
from ggsr_extract.batch.report import Attention, IngestedDocument, Report, render_report

__all__ = [
    "Attention",
    "IngestedDocument",
    "InputError",
    "Progress",
    "Report",
    "extract",
    "ingest",
    "progress_on",
    "render_report",
]
