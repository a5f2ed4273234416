"""A trained Dutch pipeline that the user has: found, checked, and identified by its content.

It tags words. Sentences, and all that is found in them, stay this project's own.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from ggsr_extract.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["BLANK", "Tagger", "finite_verbs", "load_tagger", "tagger_of"]

# Stands for a trained pipeline where there is none.
BLANK = "blank:nl"
# What tags words, or is needed by what does; the rest of a pipeline is not loaded.
_TAGGING = frozenset(["tagger", "morphologizer", "attribute_ruler"])
_NEEDED = _TAGGING | {"tok2vec", "transformer"}
_VERBS = frozenset(["VERB", "AUX"])
_NOT_FINITE = frozenset(["Inf", "Part", "Ger"])


class Tagger(Struct, frozen=True):
    """A trained pipeline: what spaCy loads it by, its name with version, and its digest."""

    source: str
    name: str
    sha256: str


def tagger_of(name_or_path: str | Path) -> Tagger:
    """The trained pipeline of that name (an installed package), or in that folder.

    Raises:
        ModelError: there is none, it is of another language, or it tags no words.
    """
    folder = Path(name_or_path)
    source = str(folder.resolve()) if folder.is_dir() else str(name_or_path)
    nlp = _loaded(source)
    if nlp.lang != "nl":
        raise ModelError(f"{name_or_path}: is a pipeline for {nlp.lang!r}; expected one for 'nl'")
    names = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    if not names & _TAGGING:
        raise ModelError(
            f"{name_or_path}: tags no words; expected a pipeline with one of "
            f"{', '.join(sorted(_TAGGING))}, not {', '.join(sorted(names)) or 'an empty one'}"
        )
    meta = nlp.meta
    return Tagger(source, f"{nlp.lang}_{meta['name']}-{meta['version']}", _digest(nlp))


def load_tagger(tagger: Tagger) -> Language:
    """The trained pipeline, to be built on by one owner.

    Raises:
        ModelError: it is gone, or is another than when the run began.
    """
    nlp = _loaded(tagger.source)
    if _digest(nlp) != tagger.sha256:
        raise ModelError(f"{tagger.source}: was changed while the run was going on: begin again")
    return nlp


def finite_verbs(doc: Doc) -> tuple[int, ...] | None:
    """Where the words begin that are tagged as finite verbs; None: the words have no tags."""
    if not doc.has_annotation("POS"):
        return None
    return tuple(
        token.idx
        for token in doc
        if token.pos_ in _VERBS and not _NOT_FINITE & set(token.morph.get("VerbForm", []))
    )


def _loaded(source: str) -> Language:
    import spacy

    try:
        config = spacy.util.load_config(_config_of(source))
        kept = [name for name in config["nlp"]["pipeline"] if _is_needed(config, name)]
        unwanted = [name for name in config["nlp"]["pipeline"] if name not in kept]
        return spacy.load(source, exclude=unwanted)
    except (OSError, ValueError, KeyError, ImportError) as error:
        reason = str(error).split("\n", 1)[0]
        raise ModelError(
            f"{source}: no spaCy pipeline can be loaded: {reason} Name an installed package, or a "
            "folder that a pipeline was saved in."
        ) from error


def _config_of(source: str) -> Path:
    import spacy

    folder = Path(source)
    if not folder.is_dir():
        folder = spacy.util.get_package_path(source)
        meta = spacy.util.get_model_meta(folder)
        folder = folder / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    return folder / "config.cfg"


def _is_needed(config: dict[str, dict[str, dict[str, str]]], name: str) -> bool:
    return config["components"][name].get("factory", name) in _NEEDED


@lru_cache(maxsize=4)
def _digest_of(folder: Path, files: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for name, _, _ in files:
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()


def _digest(nlp: Language) -> str:
    """sha256 over name and content of all files of a pipeline."""
    folder = Path(nlp.path or "")
    files = sorted(it for it in folder.rglob("*") if it.is_file())
    seen = [(it.relative_to(folder).as_posix(), it.stat()) for it in files]
    return _digest_of(folder, tuple((name, it.st_size, it.st_mtime_ns) for name, it in seen))
