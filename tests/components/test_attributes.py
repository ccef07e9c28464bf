"""Attributes of spans are those of ``span._``."""

from imena.components.attributes import SPAN_ATTRIBUTES, assign, attribute_values


def test_values_are_what_spacy_gives(nlp):
    doc = nlp("Валерия Герасимова ждут в Баку, сообщили в ОКНШ.")
    assert len(doc.ents) == 3
    for span in doc.ents:
        assert attribute_values(span) == [getattr(span._, name) for name in SPAN_ATTRIBUTES]
    assert attribute_values(doc.ents[0])[0] == "Валерий Герасимов"


def test_assigned_values_are_what_spacy_gives(nlp):
    doc = nlp("Джозеф Данфорд прилетел в Баку.")
    person, location = doc.ents
    assign(person, normal="Иван", score=0.5)
    assert (person._.normal, person._.score) == ("Иван", 0.5)
    assert location._.normal == "Баку"
