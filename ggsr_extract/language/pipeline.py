"""The spaCy pipeline: `blank("nl")` with this project's own components, built once a process.

The components are registered factories; their configuration names the rules, by digest. Each
adds its kind to the `UnitAnnotations` in the document's `user_data`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from ggsr_extract.language.cues import CueReader
from ggsr_extract.language.finder import Index
from ggsr_extract.language.mentions import MentionReader
from ggsr_extract.language.model import UnitAnnotations
from ggsr_extract.language.quantities import QuantityReader
from ggsr_extract.language.reservations import ReservationReader
from ggsr_extract.language.sentences import SentenceSplitter
from ggsr_extract.language.statements import StatementReader
from ggsr_extract.language.tagger import BLANK, Tagger, finite_verbs, load_tagger
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Reader", "reader"]

_PAGE, _FOUND = "ggsr_page", "ggsr_found"
_LONGEST_WORD = 200
_NO_WORDS = "ggsr_no_words"
_BLANK_CONFIG = {"nlp": {"tokenizer": {"@tokenizers": _NO_WORDS}}}
_RULES: dict[str, Rules] = {}
# Of the reader that is being built: its components look through a sentence together.
_INDEXES: dict[str, Index] = {}

Component = Callable[["Doc"], "Doc"]
Add = Callable[[UnitAnnotations, tuple[Any, ...]], UnitAnnotations]


class Finds(Protocol):
    """Finds annotations of one kind; may look at what was found before."""

    def read(self, page: UnitText, found: UnitAnnotations, /) -> Iterator[Any]:
        """The annotations, in the order of the text."""


Build = Callable[[Rules, Index], Finds]


def _sentences(nlp: Language, name: str, rules: str) -> Component:  # noqa: ARG001 - spaCy gives it
    """The component that finds the sentences."""
    splitter = SentenceSplitter(_RULES[rules])
    has_tagger = bool(nlp.pipe_names)  # ours come after

    def component(doc: Doc) -> Doc:
        page: UnitText = doc.user_data[_PAGE]
        if has_tagger:
            page = doc.user_data[_PAGE] = replace(page, verbs=finite_verbs(doc))
        spans = splitter.split(page.text)
        doc.user_data[_FOUND] = UnitAnnotations(page.unit, spans)
        return doc

    return component


def _factory(build: Build, add: Add) -> Callable[..., Component]:
    """Makes a component that lets one of our readers add its kind."""

    def factory(nlp: Language, name: str, rules: str) -> Component:  # noqa: ARG001 - idem
        finds = build(_RULES[rules], _INDEXES[rules])

        def component(doc: Doc) -> Doc:
            found: UnitAnnotations = doc.user_data[_FOUND]
            new = tuple(finds.read(doc.user_data[_PAGE], found))
            if new:
                doc.user_data[_FOUND] = add(found, new)
            return doc

        return component

    return factory


# In this order: statements look at cues, reservations at both.
_COMPONENTS: dict[str, tuple[Build, Add]] = {
    "ggsr_cues": (CueReader, lambda found, new: replace(found, cues=new)),
    "ggsr_quantities": (QuantityReader, lambda found, new: replace(found, quantities=new)),
    "ggsr_mentions": (MentionReader, lambda found, new: replace(found, mentions=new)),
    "ggsr_statements": (StatementReader, lambda found, new: replace(found, statements=new)),
    "ggsr_reservations": (ReservationReader, lambda found, new: replace(found, caveats=new)),
}


@lru_cache(maxsize=1)
def _register() -> None:
    """Make the components known to spaCy, once a process."""
    from spacy.language import Language
    from spacy.util import registry

    registry.tokenizers(_NO_WORDS, func=_no_words)
    Language.factory("ggsr_sentences", default_config={"rules": ""}, func=_sentences)
    for name, (build, add) in _COMPONENTS.items():
        Language.factory(name, default_config={"rules": ""}, func=_factory(build, add))


def _no_words() -> Callable[[Language], Callable[[str], Doc]]:
    """A tokeniser that makes none: rules look at the text, only a tagger looks at words."""

    def tokeniser(nlp: Language) -> Callable[[str], Doc]:
        from spacy.tokens import Doc

        return lambda _text: Doc(nlp.vocab)

    return tokeniser


class Reader:
    """A pipeline that reads units; `name` says which tells the words and what they are."""

    def __init__(self, rules: Rules, tagger: Tagger | None = None) -> None:
        import spacy

        _register()
        _RULES[rules.sha256] = rules
        _INDEXES[rules.sha256] = Index()
        self._nlp = load_tagger(tagger) if tagger else spacy.blank("nl", config=_BLANK_CONFIG)
        for name in ("ggsr_sentences", *_COMPONENTS):
            self._nlp.add_pipe(name, config={"rules": rules.sha256})
        self._is_tagged = tagger is not None
        self.name = tagger.name if tagger else BLANK

    def read(self, page: UnitText) -> UnitAnnotations:
        """What is found in one unit."""
        doc = self._nlp.make_doc(_for_tagger(page.text) if self._is_tagged else "")
        doc.user_data[_PAGE] = page
        found: UnitAnnotations = self._nlp(doc).user_data[_FOUND]
        return found


@lru_cache(maxsize=4)
def _reader(sha256: str, tagger: Tagger | None) -> Reader:
    return Reader(_RULES[sha256], tagger)


def reader(rules: Rules, tagger: Tagger | None = None) -> Reader:
    """The pipeline for these rules, built when it is first asked for."""
    _RULES[rules.sha256] = rules
    return _reader(rules.sha256, tagger)


def _for_tagger(text: str) -> str:
    """The text with blanks in words that no language has: a tokeniser is slow on them."""
    # Halves of a character, which no text should hold, have no UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(max(text.split(), key=len, default="")) <= _LONGEST_WORD:
        return text
    return "".join(
        " " if number % _LONGEST_WORD == _LONGEST_WORD - 1 else character
        for number, character in enumerate(text)
    )
