"""Mark the names of the user's dictionary in ``doc.ents``, and remove those to be ignored.

Before the recogniser this component marks the names of the dictionary, which the recogniser then
leaves alone. After the recogniser, with a dictionary of names to be ignored only, it removes their
mentions. `imena.models.load` puts it in both positions.
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

DRAWN_BY = "gazetteer"
IGNORED = "imena_ignored"  # in doc.user_data: ignored names, start to end in tokens


class _Mention(NamedTuple):
    """A mention of a name, in tokens, half-open."""

    start: int
    end: int
    label: str | None  # None: a name to be ignored
    normal: str | None


class MarkDictionary(BatchComponent):
    """Marks the names of a dictionary and removes mentions of those that it ignores.

    Where names overlap, the longest is marked, and of equal ones the first. Entities that an
    earlier component set stay.
    """

    def __init__(self, vocab: Vocab, dictionary: Dictionary) -> None:
        """Make all case forms of the first words of the names.

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
        """Mark the names in each Doc."""
        for doc in docs:
            mentions = list(self._mentions(doc))
            longest = _longest(mentions)
            if not longest:
                continue
            # The component that knows all names comes first: longer ones are not ignored.
            doc.user_data.setdefault(IGNORED, _ignored(mentions, longest))
            kept = _without_ignored(doc)
            taken = {i for ent in kept for i in range(ent.start, ent.end)}
            new = []
            for start, end, label, normal in longest:
                if label is not None and taken.isdisjoint(range(start, end)):
                    span = make_span(doc, start, end, label, DRAWN_BY)
                    assign(span, normal=normal)
                    new.append(span)
            doc.set_ents([*kept, *new])
            join_sentences(doc, new)

    def _mentions(self, doc: Doc) -> Iterator[_Mention]:
        """Yield all mentions of names, which may overlap."""
        for match in self._aliases.find(doc):
            yield _Mention(match.start, match.end, match.alias.label, match.alias.text)
        if self._matcher is None:
            return
        for key, start, end in self._matcher(doc):
            if not LINE_BREAK.search(doc[start:end].text):
                pattern = self.dictionary.patterns[int(doc.vocab.strings[key])]
                yield _Mention(start, end, pattern["label"], pattern.get("id"))


def dictionary_of(nlp: Language) -> Dictionary:
    """Return the dictionary of a pipeline; the empty one if it has none."""
    dictionaries = (pipe.dictionary for _, pipe in nlp.pipeline if isinstance(pipe, MarkDictionary))
    return next(dictionaries, EMPTY)


def _matcher(vocab: Vocab, patterns: tuple[dict[str, Any], ...]) -> Matcher | None:
    """Make spaCy's matcher of the token patterns, each under its number."""
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


def _ignored(mentions: Sequence[_Mention], longest: Sequence[_Mention]) -> dict[int, int]:
    """Return start and end of ignored names that do not overlap a name to be marked.

    Ignored names inside other ignored names are among them, since a shorter mention may be marked
    there once the longer one is removed.
    """
    marked = {i for name in longest if name.label is not None for i in range(name.start, name.end)}
    return {
        name.start: name.end
        for name in mentions
        if name.label is None and marked.isdisjoint(range(name.start, name.end))
    }


def _longest(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Choose mentions that do not overlap: the longest first, then from left to right."""
    kept: list[_Mention] = []
    taken: set[int] = set()
    for name in sorted(mentions, key=lambda name: (name.start - name.end, name.start)):
        tokens = range(name.start, name.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def is_ignored(doc: Doc, start: int, end: int) -> bool:
    """Whether a mention, in tokens, is one of an ignored name.

    It may be a part of the name, since the networks may mark only the first word of «Спутник V». A
    longer name with an ignored one inside is another name.
    """
    ignored: dict[int, int] = doc.user_data.get(IGNORED, {})
    while start < end and doc[start].text in QUOTES and start not in ignored:
        start += 1
    if start not in ignored and start and doc[start - 1].text in QUOTES:
        start -= 1  # the ignored name starts with the quote before its first word
    last = ignored.get(start, -1)
    while end > last >= 0 and doc[end - 1].text in QUOTES:
        end -= 1
    return end <= last


def _without_ignored(doc: Doc) -> list[Span]:
    """Return the entities of the Doc without those of ignored names."""
    kept = []
    for ent in doc.ents:
        if is_ignored(doc, ent.start, ent.end):
            assign(ent, drawn_by=None, imena_label=None, score=None)
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
