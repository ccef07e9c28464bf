"""A lemmatised Doc in, ``doc.ents`` out: the mentions of names that the user has listed.

Before the recogniser it draws the names of the dictionary, which the recogniser then leaves alone.
After the recogniser, with a dictionary of names to be ignored alone, it takes their mentions out:
`imena.models.load` puts it in both places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from imena.components.aliases import QUOTES, AliasIndex
from imena.components.attributes import assign, register
from imena.components.batch import BatchComponent
from imena.components.recognise import join_sentences
from imena.components.span_rules import make_span
from imena.dictionary.dictionary import EMPTY, Dictionary, read_dictionary
from imena.errors import DictionaryError
from imena.layout.unwrapping import LINE_BREAK

SOURCE = "gazetteer"
IGNORED = "imena_ignored"  # in doc.user_data: where ignored names stand, start to end in tokens


class _Drawn(NamedTuple):
    """A mention of a name, in tokens, half-open."""

    start: int
    end: int
    label: str | None  # None: a name to be ignored
    normal: str | None


class MarkDictionary(BatchComponent):
    """Draws the names of a dictionary and takes out mentions of those that it ignores.

    Where names overlap, the longest is drawn, and of equal ones the first. Entities that an earlier
    component set stay.
    """

    def __init__(self, vocab: Vocab, dictionary: Dictionary) -> None:
        """Make all case forms of the names' first words.

        Raises:
            DictionaryError: spaCy does not know what a token pattern asks for.
        """
        register()
        self.dictionary = dictionary
        names = [
            (name, entry.label)
            for entry in dictionary.entries
            for name in (entry.name, *entry.aliases)
        ]
        self._aliases = AliasIndex([*names, *((name, None) for name in dictionary.ignore)])
        self._matcher = _matcher(vocab, dictionary.patterns)

    def annotate(self, docs: list[Doc]) -> None:
        """Mark each Doc by its own."""
        for doc in docs:
            everything = list(self._found(doc))
            found = _longest(everything)
            if not found:
                continue
            # The component that knows all names comes first: longer ones are not ignored.
            doc.user_data.setdefault(IGNORED, _ignored(everything, found))
            kept = _without_ignored(doc)
            taken = {i for ent in kept for i in range(ent.start, ent.end)}
            drawn = []
            for start, end, label, normal in found:
                if label is not None and taken.isdisjoint(range(start, end)):
                    span = make_span(doc, start, end, label, SOURCE)
                    assign(span, normal=normal)
                    drawn.append(span)
            doc.set_ents([*kept, *drawn])
            join_sentences(doc, drawn)

    def _found(self, doc: Doc) -> Iterator[_Drawn]:
        for name in self._aliases.find(doc):
            yield _Drawn(name.start, name.end, name.alias.label, name.alias.text)
        if self._matcher is None:
            return
        for key, start, end in self._matcher(doc):
            if not LINE_BREAK.search(doc[start:end].text):
                pattern = self.dictionary.patterns[int(doc.vocab.strings[key])]
                yield _Drawn(start, end, pattern["label"], pattern.get("id"))


def dictionary_of(nlp: Language) -> Dictionary:
    """The dictionary of a pipeline; the empty one where it has none."""
    found = [pipe.dictionary for _, pipe in nlp.pipeline if isinstance(pipe, MarkDictionary)]
    return found[0] if found else EMPTY


def _matcher(vocab: Vocab, patterns: tuple[dict[str, Any], ...]) -> Matcher | None:
    """spaCy's matcher of the token patterns, each under its number."""
    if not patterns:
        return None
    matcher = Matcher(vocab, validate=True)
    for number, pattern in enumerate(patterns):
        try:
            matcher.add(str(number), [pattern["pattern"]])
        except Exception as error:  # spaCy raises many kinds
            raise DictionaryError(
                f"spaCy cannot use the token pattern {pattern['pattern']}: {error}"
            ) from None
    return matcher


def _ignored(everything: Sequence[_Drawn], kept: Sequence[_Drawn]) -> dict[int, int]:
    """Where ignored names stand that no name to be drawn overlaps: inside others, too, since a
    mention may be drawn there once the longer one is out.
    """
    drawn = {i for name in kept if name.label is not None for i in range(name.start, name.end)}
    return {
        name.start: name.end
        for name in everything
        if name.label is None and drawn.isdisjoint(range(name.start, name.end))
    }


def _longest(found: Sequence[_Drawn]) -> list[_Drawn]:
    """The longest first, then from left to right, without those that overlap one already taken."""
    kept: list[_Drawn] = []
    taken: set[int] = set()
    for name in sorted(found, key=lambda name: (name.start - name.end, name.start)):
        places = range(name.start, name.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def is_ignored(doc: Doc, start: int, end: int) -> bool:
    """Whether a mention is one of an ignored name.

    It may be less than the name, since the networks may draw the first word of «Спутник V» only. A
    longer name that holds an ignored one is another name.
    """
    ignored: dict[int, int] = doc.user_data.get(IGNORED, {})
    while start < end and doc[start].text in QUOTES and start not in ignored:
        start += 1
    if start not in ignored and start and doc[start - 1].text in QUOTES:
        start -= 1  # the name is drawn from the quote that opens before its first word
    last = ignored.get(start, -1)
    while end > last >= 0 and doc[end - 1].text in QUOTES:
        end -= 1
    return end <= last


def _without_ignored(doc: Doc) -> list[Span]:
    """The entities that the Doc has, without those of ignored names."""
    kept = []
    for ent in doc.ents:
        if is_ignored(doc, ent.start, ent.end):
            assign(ent, drawn_by=None, drawn_as=None, score=None)
        else:
            kept.append(ent)
    return kept


@Language.factory(
    "imena_dictionary",
    requires=["token.pos", "token.morph"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "span._.normal"],
    default_config={"dictionary": {}},
)
def create_dictionary(nlp: Language, name: str, dictionary: dict[str, Any]) -> MarkDictionary:
    """``nlp.add_pipe("imena_dictionary", before="recognise", config={"dictionary": {…}})``."""
    return MarkDictionary(nlp.vocab, read_dictionary(dictionary))
