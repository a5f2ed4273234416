"""What can go wrong, by who can mend it."""

from __future__ import annotations

__all__ = ["GgsrError", "ModelError", "OutputError", "RuleError", "SourceError"]


class GgsrError(Exception):
    """An error with a message for the person at the keyboard."""


class RuleError(GgsrError):
    """A rule file is wrong: names file, key, value and what was expected. Stops the run."""


class ModelError(GgsrError):
    """The trained pipeline that was named cannot be used. Stops the run before it starts."""


class OutputError(GgsrError):
    """The dataset folder cannot be read or written. Stops the run."""


class SourceError(GgsrError):
    """A source cannot become a document. It is quarantined and the run goes on.

    Attributes:
        code: one of the quarantine codes of the dataset contract.
        stage: the stage that refused it (`read`, `parse`).
    """

    def __init__(self, code: str, message: str, *, stage: str = "read") -> None:
        super().__init__(message)
        self.code = code
        self.stage = stage
