"""A dataset put together from single documents is the one made of all at once."""

from __future__ import annotations

from functools import cache

from ggsr_extract.dataset import SourceFactsheet, merge, part_of, parts_of, tabulate
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of

RULES = load_rules()


@cache
def sources() -> tuple[SourceFactsheet, ...]:
    found: list[SourceFactsheet] = []
    for name, code in (("Ede", "GM0228"), ("Delft", "GM0503"), ("Ede", "GM0228")):
        sheet = SheetBuilder(municipality=name, code=code)
        sheet.approach(f"Reset {len(found)}", respondents=["MEE"])
        sheet.row(["TL01"], [said("meets", "Het gaat goed.", caveats=["Niet altijd."])])
        found.append(source_of(sheet.build(), f"{name}-{len(found)}.txt"))
    return tuple(found)


def test_merged_parts_are_what_tabulating_all_gives() -> None:
    parts = [part_of(source, RULES)[0] for source in sources()]
    assert merge(parts[::-1], [], RULES) == tabulate(sources(), [], RULES)


def test_a_dataset_falls_into_its_parts_and_back() -> None:
    double = SourceFactsheet(
        sources()[0].factsheet, "z.txt", sources()[0].source_sha256, sources()[0].source_bytes
    )
    whole = tabulate([*sources(), double], [], RULES)
    parts, refused = parts_of(whole)
    assert sorted(part.source_path for part in parts) == [
        "Delft-1.txt",
        "Ede-0.txt",
        "Ede-2.txt",
        "z.txt",
    ]
    assert merge(parts, refused, RULES) == whole
    left = tabulate([sources()[1]], [], RULES)
    assert merge([part for part in parts if "Delft" in part.source_path], [], RULES) == left
