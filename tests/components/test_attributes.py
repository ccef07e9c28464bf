"""Attributes are read where spaCy keeps them."""

from imena.components.attributes import SPAN_ATTRIBUTES, assign, attribute_values


def test_values_are_what_spacy_gives(nlp):
    doc = nlp("Валерия Герасимова ждут в Баку, сообщили в ОКНШ.")
    assert len(doc.ents) == 3
    for span in doc.ents:
        assert attribute_values(span) == [getattr(span._, name) for name in SPAN_ATTRIBUTES]
    assert attribute_values(doc.ents[0])[0] == "Валерий Герасимов"


def test_what_is_assigned_is_what_spacy_says(nlp):
    doc = nlp("Джозеф Данфорд прилетел в Баку.")
    person, place = doc.ents
    assign(person, normal="Иван", score=0.5)
    assert (person._.normal, person._.score) == ("Иван", 0.5)
    assert place._.normal == "Баку"
