"""Which version of the program made a dataset."""

from __future__ import annotations

__all__ = ["extractor_version"]


def extractor_version() -> str:
    """The version of the installed distribution; `0+source` in a source tree without one."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version("ggsr-extract")
    except PackageNotFoundError:
        return "0+source"
