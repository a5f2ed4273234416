"""The command that takes a new document into the corpus, with a person in the middle of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import ggsr_extract
from ggsr_extract.cli.frame import FILE, FOLDER, print_words, verbose_option
from ggsr_extract.terminal import printable

if TYPE_CHECKING:
    from pathlib import Path

    from ggsr_extract.adoption import Complaint

__all__ = ["adopt"]

_SHOWN = 10


@click.command(short_help="Take a new factsheet into the corpus.")
@click.argument("file", type=FILE)
@click.option(
    "--corpus", type=FOLDER, default="corpus", show_default=True, help="Folder of the corpus."
)
@click.option(
    "--draft",
    type=FOLDER,
    metavar="JSON",
    help="Where the draft is; opens no editor.  [default: FILE's name with .draft.json]",
)
@click.option("--name", metavar="NAME", help="Its name in the corpus.  [default: that of FILE]")
@click.option(
    "--origin",
    metavar="TEXT",
    help="Where FILE comes from and how it became what it is, for the manifest.",
)
@click.option("--force", is_flag=True, help="Replace the document of that name and its gold.")
@verbose_option
def adopt(file: Path, *, verbose: bool, draft: Path | None, **options: object) -> None:
    """Take a new factsheet into the corpus, so that it is tested by from now on.

    A draft of its gold is made, in which doubtful places are marked. On a terminal it is opened in
    your editor ($VISUAL, $EDITOR). Elsewhere, or with --draft, the command stops there: mend and
    confirm the draft, as it says at its head, and give the same command again.

    A draft that is confirmed and holds against the document becomes gold: document, manifest, gold
    and floors are written, all of them or none. What a draft says that cannot be is told with its
    line.

    Exit code 0: adopted, or a draft was written. 1: the draft is not confirmed or not right, or
    the corpus cannot take the document. 3: the document would go to quarantine.
    """
    from ggsr_extract.adoption import render_adoption

    has_editor = draft is None and sys.stdin.isatty() and sys.stdout.isatty()
    edit = _Editor() if has_editor else None
    adoption = ggsr_extract.adopt(file, draft=draft, edit=edit, **options)  # type: ignore[arg-type]
    print_words(render_adoption(adoption, verbose=verbose))


class _Editor:
    """Opens a draft in the editor; from the second time on only when asked to."""

    def __init__(self) -> None:
        self._is_again = False

    def __call__(self, draft: Path, complaints: tuple[Complaint, ...]) -> bool:
        for complaint in complaints[:_SHOWN]:
            click.echo(printable(str(complaint)), err=True)
        if len(complaints) > _SHOWN:
            click.echo(f"… and {len(complaints) - _SHOWN} more", err=True)
        question = f"Edit {printable(str(draft))}?"
        if self._is_again and not click.confirm(question, default=True, err=True):
            return False
        click.edit(filename=str(draft))
        self._is_again = True
        return True
