"""The parts of the README that are made from the dataset: `python -m tests.readme` renews them."""

from __future__ import annotations

from pathlib import Path

from ggsr_extract import explain, load
from ggsr_extract.dataset.render import render
from tests import scores

__all__ = ["PATH", "excerpt", "explained", "renewed"]

PATH = Path(__file__).parent.parent / "README.md"
EXPLAINED = "9023c68dc356/wij-eindhoven/CO02/2014/1"
_COLUMNS = ("municipality", "approach", "indicator", "2013", "2014", "became", "text of 2014")
_WIDTH = 90


def excerpt(output: Path) -> str:
    """Some rows of `changes` with the words of the later finding, as a Markdown table."""
    dataset = load(output)
    names = dataset.approaches.set_index("approach_id")["name"]
    places = dataset.documents.set_index("factsheet_id")["municipality_name"]
    texts = dataset.findings.set_index("finding_id")["text"]
    chosen = dataset.changes[dataset.changes["municipality_code"].isin(["GM0772", "GM0826"])]
    rows = [
        (
            places[row["factsheet_id"]],
            names[row["approach_id"]],
            row["indicator_id"],
            row["verdict_2013"],
            row["verdict_2014"],
            row["transition"],
            _shortened(texts[row["finding_id_2014"]]),
        )
        for row in chosen.to_dict("records")
    ]
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH].rsplit(' ', 1)[0]} …"


def explained(output: Path) -> str:
    """What the command `explain` prints for the value that the README takes as its example."""
    lines = render(explain(EXPLAINED, output)).split("\n")
    return "\n".join(["```text", *(line.rstrip() for line in lines), "```", ""])


def renewed(text: str, output: Path) -> str:
    """The README with all of its parts as they are now."""
    parts = {
        "excerpt": excerpt(output),
        "explained": explained(output),
        "scores": "".join(f"{line}\n" for line in scores.table()),
    }
    for name, part in parts.items():
        before, rest = text.split(f"<!-- {name}:", 1)
        comment, rest = rest.split("\n", 1)
        end = rest.index(f"<!-- end of {name} -->")
        text = f"{before}<!-- {name}:{comment}\n{part}{rest[end:]}"
    return text


if __name__ == "__main__":
    PATH.write_text(renewed(PATH.read_text(encoding="utf-8"), PATH.parent / "output"), "utf-8")
