"""What every rule file is made of: strict models, patterns with their own tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["PatternEntry", "RuleFile", "Strict", "Text"]

Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """A table of a rule file: no key that is not known, no type that is not meant."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PatternEntry(Strict):
    """A regular expression with its own tests."""

    id: Text
    pattern: Text
    ignore_case: bool = True
    examples: Annotated[list[Text], Field(min_length=1)]
    counter_examples: Annotated[list[Text], Field(min_length=1)]

    def extra(self) -> dict[str, str | float]:
        """What the entry says beside its pattern."""
        known = PatternEntry.model_fields
        return {name: value for name, value in self.model_dump().items() if name not in known}


class RuleFile(Strict):
    """A rule file."""

    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """Groups of patterns in this file."""
        return {
            name: entries
            for name in type(self).model_fields
            if isinstance(entries := getattr(self, name), list)
            and all(isinstance(entry, PatternEntry) for entry in entries)
        }
