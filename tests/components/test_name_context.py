"""What stands around a name: a sentence -> the fields of the context that the line names."""

import pytest
from tests.helpers.marked import parse

from imena.components.name_context import name_context
from imena.components.tagged_words import TaggedWords

CASES = """
Письмо к [Громовой]PER пришло. -> preposition=к left=ADP role=
Начальник отдела кадров [Громов]PER ушёл. -> role=Nom role_gender=Masc left=NOUN:Inan:Gen
Слова министра обороны [Громова]PER. -> role=Gen role_gender=Masc right=.
Встреча с директором [Громовым]PER — вчера. -> preposition= role=Ins right=dash
Он позвал сестру [Громовой]PER. -> left=NOUN:Anim:Acc role=Acc role_gender=Fem
Сказал [Громов]PER, и все ушли. -> verb_left=Masc verb_right= right=,
Она встретила [Громова]PER у входа. -> left=VERB:object verb_left=
Ходатайство заявила [Громова]PER. -> verb_left=Fem
[Громов]PER уволен. -> left=edge verb_right=Masc
Подпись: [Громов]PER -> left=: right=edge
Роман «[Громов]PER» -> left=mark right=mark
Директор/[Громов]PER/уехал -> left=edge right=edge role=
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_name_context(nlp, case):
    marked, expected = case.split(" -> ")
    text, [(start, end, _)] = parse(marked.replace("/", "\n"))
    doc = nlp(text, disable=["recognise", "normalise"])
    span = doc.char_span(start, end)
    context = name_context(TaggedWords(doc, {}), span.start, span.end)
    pairs = dict(pair.split("=") for pair in expected.split())
    assert {name: getattr(context, name) for name in pairs} == pairs
