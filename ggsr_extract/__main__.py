"""`python -m ggsr_extract` is `ggsr-extract`."""

from __future__ import annotations

from ggsr_extract.cli import main

if __name__ == "__main__":
    main()
