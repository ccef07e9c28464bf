"""Mentions of the user's names: case forms, letter case, quotes, overlaps, and ignored names."""

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.marked import mark, parse
from tests.helpers.paths import ROOT

import imena
from imena.components.dictionary import MarkDictionary, dictionary_of, is_ignored
from imena.dictionary.dictionary import EMPTY, read_dictionary
from imena.errors import DictionaryError
from imena.layout.unwrapping import LINE_BREAK

# Aliases, by their labels, and a text in which they are marked
CASES = [
    # Case forms, of known words and of unknown ones; number is kept
    ("ORG Росатом", "[Росатом]ORG, [Росатома]ORG, [Росатому]ORG, [Росатомом]ORG, в [Росатоме]ORG."),
    ("PER Джозеф Данфорд", "С [Джозефом Данфордом]PER и у [Джозефа Данфорда]PER."),
    ("PER Юлия Скрипаль", "[Юлии Скрипаль]PER и [Юлию Скрипаль]PER ждут."),
    ("PER Сергей Скрипаль", "[Сергею Скрипалю]PER, но не Скрипалям."),
    ("PER Ротенберг", "У [Ротенберга]PER, но Ротенберги и Ротенбергов."),
    ("PER Илон Маск", "Встреча с [Илоном Маском]PER."),
    ("LOC Нижний Новгород", "В [Нижнем Новгороде]LOC и под [Нижним Новгородом]LOC."),
    ("ORG Вооружённые силы", "[Вооруженных Сил]ORG, [вооружёнными силами]ORG."),
    ("LOC Баку", "Из [Баку]LOC в баку и бак."),
    ("ORG Запсибнефть", "Акции [Запсибнефти]ORG."),
    # Only the head phrase has other forms, and its words stand in one case
    ("ORG Министерство иностранных дел", "[Министерством иностранных дел]ORG названо."),
    ("ORG Министерство иностранных дел", "Министерства иностранным делам не учат."),
    ("ORG Верховный суд", "[Верховному суду]ORG, а не Верховного судом."),
    # Acronyms
    ("ORG ОКНШ", "Глава [ОКНШ]ORG, [ОКНШа]ORG."),
    ("ORG МИД", "Из [МИДа]ORG и [МИД]ORG."),
    ("ORG РОСАТОМ", "В [Росатоме]ORG и [РОСАТОМЕ]ORG."),
    # Letter case: capitals decide between a name, an ordinary word and another name
    ("ORG Росатом", "ГЛАВА [РОСАТОМА]ORG и в [росатоме]ORG."),
    ("ORG Роснефть", "у [роснефти]ORG"),
    ("PER Джозеф Данфорд", "с [джозефом данфордом]PER, С [ДЖОЗЕФОМ ДАНФОРДОМ]PER"),
    ("ORG Вести", "Об этом сообщили [Вести]ORG. Вести себя надо тихо, вести доходят."),
    ("ORG ВОЗ", "Эксперт [ВОЗ]ORG. Воз и ныне там, у воза."),
    ("ORG министерство", "В [министерстве]ORG и [Министерстве]ORG."),
    ("PER Белов", "Встретил [Белова]PER и [Белову]PER, а не белого, Белого и Белые."),
    ("PER Белов", "Белова сказала [Белову]PER."),
    ("PER Маск", "Маска упала, у [Маска]PER есть маска, обвинили [Маска]PER."),
    ("ORG Лента", "Акции [Ленты]ORG подросли. Красные Ленты украшали зал."),
    # Quotes, hyphens, ё, look-alike letters, stress marks, spaces
    ("ORG Росатом", 'Корпорация «[Росатом]ORG» и "[Росатома]ORG".'),
    ("ORG ПАО «Газпром»", 'Совет [ПАО "Газпром"]ORG, [ПАО Газпром]ORG, [ПАО «Газпром»]ORG.'),
    ("ORG ПАО Газпром", "Совет [ПАО «Газпром»]ORG."),
    ("ORG ПАО Газпром", "Совет ПАО «Газпром нефть»."),
    ("ORG «Газпром» нефть", "Купил [«Газпром» нефть]ORG, «большой Газпром» нефть."),
    ("ORG Рога Копыта", "ООО «Рога» «Копыта», ООО [Рога «Копыта»]ORG."),
    ("ORG ООО «ТД «Мир»", "Из [ООО «ТД «Мир»]ORG, из [ООО «ТД «Мир»»]ORG."),
    ("LOC Нью-Йорк", "В [Нью-Йорке]LOC, [Нью Йорке]LOC, [Нью‑Йорке]LOC."),
    ("LOC Ростов на Дону", "В [Ростове-на-Дону]LOC."),
    ("LOC Йорк", "Из [Йорка]LOC, не из Нью-Йорка."),
    ("ORG Платформа - За жизнь", "В [Платформе - За жизнь]ORG, Платформе За жизнь."),
    ("PER Шон О'Нил", "С [Шоном О’Нилом]PER."),
    ("PER Королев", "От [Королёва]PER."),
    ("PER Королёв", "От [Королева]PER."),
    ("ORG Росатом", "В [Рocaтоме]ORG, [Роса́томе]ORG."),
    ("PER Джозеф Данфорд", "[Джозеф\xa0Данфорд]PER, [Джозеф  Данфорд]PER"),
    ("ORG AT&T, ORG Yahoo!", "Из [AT&T]ORG в [Yahoo!]ORG, не в Yahoo."),
    # No mention crosses a line break
    (
        "PER Джозеф Данфорд",
        "Джозеф\nДанфорд, Джозеф\r\nДанфорд, Джозеф\n\nДанфорд, Джозеф\tДанфорд",
    ),
    # Overlaps: the longest, then the first
    ("LOC Москва, ORG Эхо Москвы", "На [Эхе Москвы]ORG о [Москве]LOC."),
    ("PER Данфорд, PER генерал Данфорд", "От [генерала Данфорда]PER и [Данфорда]PER."),
    ("ORG Один Два, ORG Два Три Четыре", "Один [Два Три Четыре]ORG, [Один Два]ORG Три."),
    ("ORG Один Два, LOC Два Три", "[Один Два]ORG Три."),
    # A surname in a longer name
    ("PER Данфорд", "Генерал [Данфорд]PER. Иван Данфорд, Данфорд Иван, И. Данфорд, Дж.Данфорда."),
    ("PER Данфорд, PER Иван Данфорд", "У [Ивана Данфорда]PER."),
    # Ignored names are no mentions, and no other name is taken out of them
    ("ORG Спутник, - Спутник V", "[Спутник]ORG: Спутником V и спутником v."),
    ("ORG Спутник V Лайт, - Спутник V", "[Спутник V Лайт]ORG."),
]


def as_mapping(line):
    """«ORG Росатом, - Спутник V» as a mapping."""
    mapping = {"ignore": []}
    for alias in line.split(", "):
        label, name = alias.split(" ", 1)
        if label == "-":
            mapping["ignore"].append(name)
        else:
            mapping.setdefault(label, {})[name] = None
    return mapping


@pytest.fixture(scope="session")
def tagger():
    """The pipeline before the dictionary."""
    return imena.load(exclude=["recognise", "compose", "normalise"])


@pytest.fixture(scope="session")
def mark_names(tagger):
    """Mark the names of a dictionary in a text."""

    def marked_doc(dictionary, text, ents=()):
        doc = tagger(text)
        doc.set_ents([doc.char_span(*ent) for ent in ents])
        return MarkDictionary(tagger.vocab, read_dictionary(dictionary))(doc)

    return marked_doc


def spans(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize(("aliases", "case"), CASES)
def test_mentions(mark_names, aliases, case):
    text, expected = parse(case)
    assert mark(text, spans(mark_names(as_mapping(aliases), text))) == mark(text, expected)


def test_attributes_of_a_mention(mark_names):
    names = {"ORG": {"Росатом": ["госкорпорация «Росатом»"]}}
    first, second = mark_names(names, 'В Росатоме и в Госкорпорации "Росатом".').ents
    assert (first._.normal, first._.drawn_by, first._.score) == ("Росатом", "gazetteer", None)
    assert second._.normal == "госкорпорация «Росатом»"
    assert first._.imena_label == "ORG"


def test_of_two_names_with_one_form_the_one_that_is_not_inflected(mark_names):
    names = {"PER": {"Валерий Герасимов": None, "Валерия Герасимова": None}}
    (ent,) = mark_names(names, "Пришла Валерия Герасимова.").ents
    assert ent._.normal == "Валерия Герасимова"


def test_entities_of_earlier_components_stay(mark_names):
    text = "Росатом и Газпром нефть в Баку."
    doc = mark_names(as_mapping("ORG Росатом, ORG Газпром, LOC Баку"), text, [(10, 23, "PER")])
    assert mark(text, spans(doc)) == "[Росатом]ORG и [Газпром нефть]PER в [Баку]LOC."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("О [Спутнике V]ORG.", "О Спутнике V."),
        ("О [Спутнике]ORG V.", "О Спутнике V."),
        ("О [«Спутник V»]ORG.", "О «Спутник V»."),
        ("О «[Спутник V»]ORG.", "О «Спутник V»."),
        ("О [Спутнике V Лайт]ORG.", "О [Спутнике V Лайт]ORG."),
        ("О [вакцине Спутник V]ORG.", "О [вакцине Спутник V]ORG."),
        ("О [Спутнике]ORG и [V]PER.", "О [Спутнике]ORG и [V]PER."),
    ],
)
def test_ignored_names(mark_names, before, after):
    text, ents = parse(before)
    doc = mark_names({"ignore": ["Спутник V"]}, text, ents)
    assert mark(text, spans(doc)) == after


def test_a_quote_that_opens_before_an_ignored_name_is_no_part_of_it(mark_names):
    text, ents = parse("Завод «[Энергомаш» имени Глушко]ORG стоит.")
    assert not mark_names({"ignore": ["Энергомаш» имени Глушко"]}, text, ents).ents


def test_ignored_names_by_their_tokens(mark_names):
    doc = mark_names(
        {"ignore": ["Спутник V"], "ORG": {"Спутник V Лайт": None}}, "Спутник V Лайт и Спутник V"
    )
    assert [is_ignored(doc, *bounds) for bounds in [(0, 2), (0, 3), (4, 6), (4, 5), (5, 6)]] == [
        *(False, False),
        *(True, True, False),
    ]


def test_a_name_in_a_longer_one_is_ignored_if_both_are(mark_names):
    text = "Комитет США и глава США Трамп"
    doc = mark_names({"ignore": ["Комитет США", "США"], "PER": {"глава США Трамп": None}}, text)
    assert [is_ignored(doc, *bounds) for bounds in [(0, 2), (1, 2), (4, 5)]] == [True, True, False]
    assert [ent.text for ent in doc.ents] == ["глава США Трамп"]


def test_patterns_of_an_entity_ruler(mark_names, tmp_path):
    path = tmp_path / "patterns.jsonl"
    path.write_text(
        '{"label": "ORG", "pattern": "Росатом"}\n'
        '{"label": "ORG", "pattern": [{"LOWER": "ао"}, {"IS_TITLE": true}]}\n'
        '{"label": "PER", "pattern": [{"LEMMA": "глава"}], "id": "Алексей Лихачев"}\n',
        "utf-8",
    )
    doc = mark_names(path, "Глава Росатома ушел из АО Росатом, АО\nВектор.")
    assert mark(doc.text, spans(doc)) == (
        "[Глава]PER [Росатома]ORG ушел из [АО Росатом]ORG, АО\nВектор."
    )
    assert [ent._.normal for ent in doc.ents] == ["Алексей Лихачев", "Росатом", None]


def test_a_token_pattern_that_spacy_cannot_use(mark_names):
    wrong = {"patterns": [{"label": "ORG", "pattern": [{"LOWR": "ао"}]}]}
    with pytest.raises(DictionaryError, match="LOWR"):
        mark_names(wrong, "АО")


def test_in_the_pipeline_its_mentions_win_and_survive_the_disk(tmp_path):
    names = {
        "ORG": {"Генштаб": None, "Дж. Р. Начальник": ["@начальник: [x] = 50% %(y)s"]},
        "LOC": {"Герасимов": {"geonames": 1}},
        "ignore": ["Баку"],
    }
    nlp = imena.load(dictionary=names)
    text = "Начальник Генштаба РФ Валерий Герасимов прилетел в Баку."
    expected = "Начальник [Генштаба]ORG [РФ]LOC Валерий [Герасимов]LOC прилетел в Баку."
    assert mark(text, spans(nlp(text))) == expected
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == nlp.pipe_names
    assert again.config == nlp.config
    assert mark(text, spans(again(text))) == expected


def test_load_puts_it_before_the_recogniser(nlp):
    names = imena.load(dictionary={"ORG": {"Росатом": None}, "ignore": ["Баку"]}).pipe_names
    at = names.index("recognise")
    assert names[at - 1 : at + 2] == ["dictionary", "recognise", "dictionary_ignore"]
    assert "dictionary_ignore" not in imena.load(dictionary={"ORG": {"Росатом": None}}).pipe_names
    assert imena.load(dictionary={}).pipe_names == nlp.pipe_names
    dictionary = read_dictionary({"ORG": {"Росатом": None}, "ignore": ["Баку"]})
    assert dictionary_of(imena.load(dictionary=dictionary)) == dictionary
    assert dictionary_of(nlp) == EMPTY
    without = imena.load(dictionary={"ORG": {"Росатом": None}}, exclude=["recognise"])
    assert "dictionary" in without.pipe_names


def test_it_works_in_anybodys_pipeline():
    blank = spacy.blank("ru")  # whose tokenizer cuts at hyphens
    config = {"dictionary": {"LOC": {"Нью-Йорк": None}, "ORG": {"Росатом": None}}}
    blank.add_pipe("imena_dictionary", config=config)
    assert [ent.text for ent in blank("В Нью-Йорке и Росатоме").ents] == ["Нью-Йорке", "Росатоме"]


def test_a_sentence_does_not_end_inside_a_mention(mark_names):
    doc = mark_names({"ORG": {"Yahoo! Inc": None}}, "Он купил акции Yahoo! Inc и Google.")
    (ent,) = doc.ents
    assert ent.text == "Yahoo! Inc"
    assert ent.text in ent.sent.text


@settings(max_examples=150)
@given(
    st.lists(st.text("аАбвВ «»\"-'.ё1", min_size=1, max_size=9), max_size=4),
    st.text("аАбвВуоме «»\"-'.ё1\n\t\xa0", max_size=60) | st.text(max_size=30),
)
def test_any_names_in_any_text(mark_names, names, text):
    dictionary = {"ignore": names[:1], "PER": dict.fromkeys(names[1:2]), "ORG": {}}
    dictionary["ORG"] = dict.fromkeys(names[2:])
    try:
        doc = mark_names(dictionary, text)
    except DictionaryError:
        return
    assert doc.text == text
    for ent in doc.ents:
        assert text[ent.start_char : ent.end_char] == ent.text
        assert not LINE_BREAK.search(ent.text)
        assert ent._.normal in {" ".join(name.split()) for name in names}


def test_the_examples_of_the_documentation(tmp_path, monkeypatch, page, capsys):
    text = (ROOT / "docs" / "dictionary.md").read_text("utf-8")
    yaml, python = (
        re.search(rf"^```{language}[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]
        for language in ("yaml", "python")
    )
    (tmp_path / "names.yaml").write_text(yaml, "utf-8")
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "baku.txt").write_text(page, "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(python, "dictionary.md", "exec"), {})
    assert "госкорпорации «Росатом»" in capsys.readouterr().out
