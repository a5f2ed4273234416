"""The years of the research."""

from __future__ import annotations

__all__ = ["BASELINE_YEAR", "FOLLOW_UP_YEARS"]

BASELINE_YEAR = 2013
FOLLOW_UP_YEARS = (2013, 2014)
