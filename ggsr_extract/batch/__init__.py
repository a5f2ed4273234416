"""Many sources become one dataset: discovery, reading, progress, report."""

from __future__ import annotations

from ggsr_extract.batch.discovery import InputError
from ggsr_extract.batch.extraction import extract
from ggsr_extract.batch.ingest import ingest
from ggsr_extract.batch.limits import can_limit_memory, default_jobs
from ggsr_extract.batch.log import log_line, report_line
from ggsr_extract.batch.progress import Progress, progress_on
from ggsr_extract.batch.report import Attention, IngestedDocument, Report, render_report
from ggsr_extract.batch.rule_changes import diff_rules

__all__ = [
    "Attention",
    "IngestedDocument",
    "InputError",
    "Progress",
    "Report",
    "can_limit_memory",
    "default_jobs",
    "diff_rules",
    "extract",
    "ingest",
    "log_line",
    "progress_on",
    "render_report",
    "report_line",
]
