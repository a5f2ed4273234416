"""Which version of the program made a dataset."""

from __future__ import annotations

from functools import cache

from ggsr_extract.installed import versions_of

__all__ = ["extractor_version"]

_DISTRIBUTION = "ggsr-extract"


@cache
def extractor_version() -> str:
    """The version of the installed distribution; `0+source` in a source tree without one."""
    return versions_of([_DISTRIBUTION]).get(_DISTRIBUTION, "0+source")
