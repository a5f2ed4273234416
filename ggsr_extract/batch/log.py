"""A run told to a program: one JSON object a line, each with its event and the time."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from ggsr_extract.batch.progress import Progress
from ggsr_extract.batch.report import Report, command_of

__all__ = ["log_line", "progress_line", "report_line"]


def log_line(event: str, **values: object) -> str:
    """One line, of ASCII alone: nothing that a file name holds can break it. Time is UTC."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"event": event, "time": time, **values})


def progress_line(progress: Progress) -> str:
    """A source is done: `read`, `unchanged` or `quarantined`, then with stage and code."""
    outcome = "unchanged" if progress.is_reused else "read"
    return log_line(
        "source",
        document=progress.source_path,
        outcome="quarantined" if progress.code else outcome,
        stage=progress.stage,
        code=progress.code,
        done=progress.done,
        total=progress.total,
    )


def report_line(report: Report) -> str:
    """The run is done: what it came to in counts, and what to look at first."""
    codes = Counter(item.code for item in report.quarantined)
    statuses = Counter(document.status for document in report.documents)
    counts = {
        "sources": len(report.named),
        "unchanged": report.reused,
        "documents": len(report.documents),
        "by_status": dict(sorted(statuses.items())),
        "quarantined": len(report.quarantined),
        "by_code": dict(sorted(codes.items())),
        "findings": report.findings,
        "by_verdict": {verdict or "unreadable": count for verdict, count in report.verdicts},
        "caveats": dict(report.caveats),
        "conclusions": report.conclusions,
    }
    look = [
        {"document": item.source_path, "reason": item.reason, "command": command_of(item, report)}
        for item in report.attention
    ]
    return log_line(
        "finished",
        exit_code=report.exit_code,
        output=str(report.output),
        counts=counts,
        look_at_first=look,
    )
