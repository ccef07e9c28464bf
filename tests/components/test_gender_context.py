"""What the words around a name say about the gender of the person: a sentence -> the evidence."""

import pytest
from tests.helpers.marked import parse

from imena.components.gender_context import gender_context, noun_kind, pronouns
from imena.components.tagged_words import TaggedWords

CASES = """
Встретили жену директора, [Ким]PER. ->
Пришла сотрудница банка [Ким]PER. -> role:feminine
Пришёл отец [Сергий]PER. -> role:man
Супруг [Ангелы]PER уехал. -> spouse_of
[Ким]PER, которая живёт в Омске, молчит. -> relative:f
[Ким]PER сказала это вчера. -> verb_behind
[Ким]PER уехал. -> verb_behind
[Ким]PER молчит. Она устала. -> pronoun:next
[Ким]PER молчит. ->
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_evidence(nlp, case):
    marked, _, expected = case.partition(" ->")
    text, [(start, end, _)] = parse(marked)
    doc = nlp(text, disable=["recognise", "normalise"])
    span = doc.char_span(start, end)
    words = TaggedWords(doc, {})
    bounds = span.start, span.end
    found = gender_context(words, pronouns(words), bounds, len(doc), may_be_subject=True)
    names = [name for name, _ in found]
    assert any(name.startswith(expected.strip()) for name in names) if expected else not names


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("супругой", "wife"), ("супруга", "wife"), ("отец", "man"), ("певица", ""), ("стол", "")],
)
def test_nouns(noun, kind):
    assert noun_kind(noun, "Masc" if kind == "man" else "Fem") == kind
