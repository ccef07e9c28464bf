"""What the component sets on spans and tokens."""


def test_persons_have_name_parts_and_others_have_none(nlp):
    doc = nlp("Встреча генерала Валерия Герасимова прошла в Баку.")
    person, place = doc.ents
    assert person._.normal == "Валерий Герасимов"
    assert (person._.first, person._.middle, person._.last) == ("Валерий", None, "Герасимов")
    assert (place._.first, place._.middle, place._.last) == (None, None, None)


def test_a_mans_name_has_a_mans_lemmas(nlp):
    doc = nlp("Встреча генерала Валерия Герасимова прошла в Баку.")
    assert [token.lemma_ for token in doc.ents[0]] == ["валерий", "герасимов"]


def test_spaces_inside_a_mention_become_one(nlp):
    doc = nlp("Приехал генерал Джозеф \xa0 Данфорд.")
    assert doc.ents[0].text == "Джозеф \xa0 Данфорд"
    assert doc.ents[0]._.normal == "Джозеф Данфорд"
