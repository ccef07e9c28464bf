"""Full names with the names inside them, as in ``doc.spans["imena"]``."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imena
from imena.components.compose import SPANS, full_names

# Real sentences of news, shortened; [[Минобороны] [России]] is a name inside a name.
CASES = [
    "Об этом сообщило [Минобороны [России]LOC]ORG в среду.",
    "Его принял глава [Генштаба [Вооруженных сил [РФ]LOC]ORG]ORG.",
    "[Верховный суд [Пакистана]LOC]ORG оправдал [Асию Биби]PER.",
    "В [МИД [Германии]LOC]ORG не ответили на запрос [ТАСС]ORG.",
    "Как рассказали в [мэрии [Москвы]LOC]ORG, прививки начнутся в среду.",
    "Заявка поступила в [украинское министерство здравоохранения]ORG.",
    "Он работает в [министерстве обороны [Мали]LOC]ORG.",
    "Об этом сообщило [УМВД [России]LOC по [Московской области]LOC]ORG.",
    "Об этом сообщила компания [ОАО «[Роснефть]ORG»]ORG.",
    "Об этом сообщила компания «[Роснефть]ORG».",
    "[Россия]LOC и [США]LOC договорились.",
    "Президент [России]LOC [Владимир Путин]PER прилетел в [Баку]LOC.",
    "Его доклад для [ООН]ORG по [Сирии]LOC опубликован в среду.",
    "Об этом сообщило [УМВД [России]LOC по г. [Курску]LOC]ORG.",
    "Об этом сообщило [ГУ [МВД по [Москве]LOC и [Московской области]LOC]ORG]ORG.",
    "Так решила [Администрация города [Рязани]LOC]ORG.",
    'Иск подало [ЗАО "Торговый центр "Победа"]ORG.',
    "Мэр города [Рязани]LOC уехал.",
    "Правительство [Пакистана]LOC не ответило.",
    "В среду он посетил [МИД]ORG, [Россия]LOC ждет.",
]


def parse(marked):
    """A text without its marks, and its names as (start, end, label), outer before inner."""
    text, found, opened = "", [], []
    for mark, letter in re.findall(r"(\[|\](?:PER|ORG|LOC))|(.)", marked):
        if mark == "[":
            opened.append(len(text))
        elif mark:
            found.append((opened.pop(), len(text), mark[1:]))
        text += letter
    return text, sorted(found, key=lambda name: (name[0], -name[1]))


@pytest.mark.parametrize("marked", CASES)
def test_names_inside_names(marked, nlp):
    text, expected = parse(marked)
    doc = nlp(text)
    found = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS]]
    # the quoted name of a legal form is the head of the full name, which takes its place
    expected = [name for name in expected if not is_head(name, expected, text)]
    assert found == expected


def is_head(name, names, text):
    return text[name[0] - 1] == "«" and any(
        start < name[0] and end == name[1] + 1 and label == "ORG" for start, end, label in names
    )


def test_flat_mentions_stay_flat(nlp):
    doc = nlp("Минобороны России сообщило об этом.")
    assert [ent.text for ent in doc.ents] == ["Минобороны", "России"]
    assert [span.text for span in doc.spans[SPANS]] == ["Минобороны России", "России"]
    assert [span._.normal for span in doc.spans[SPANS]] == ["Минобороны России", "Россия"]
    assert [span._.drawn_by for span in doc.spans[SPANS]] == ["rule", "model"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Об этом заявили в Верховном суде Пакистана.", "Верховный суд Пакистана"),
        ("Переговоры с Министерством обороны РФ идут.", "Министерство обороны РФ"),
        ("Генштабу Вооруженных сил США не поверили.", "Генштаб Вооруженных сил США"),
        ("В украинском министерстве обороны молчат.", "украинское министерство обороны"),
    ],
)
def test_only_the_head_is_put_into_the_nominative(text, normal, nlp):
    doc = nlp(text)
    assert doc.spans[SPANS][0]._.normal == normal


@pytest.mark.parametrize(
    ("spans", "expected", "nested_in"),
    [
        ("nested", ["Минобороны России", "России", "Баку"], [None, 0, None]),
        ("outer", ["Минобороны России", "Баку"], [None, None]),
        ("flat", ["Минобороны", "России", "Баку"], [None, None, None]),
    ],
)
def test_three_sets_of_spans(spans, expected, nested_in, nlp):
    text = "Делегация Минобороны России прилетела в Баку."
    tables = imena.extract([text], model=nlp, spans=spans)
    assert tables.mentions["text"].tolist() == expected
    assert (
        tables.mentions["nested_in"]
        .astype(object)
        .where(tables.mentions["nested_in"].notna(), None)
        .tolist()
        == nested_in
    )
    assert tables.mentions["mention_id"].tolist() == list(range(len(expected)))
    assert tables.documents["n_mentions"].tolist() == [len(expected)]


def test_names_follow_the_entities_of_a_later_component(nlp):
    doc = nlp("Минобороны России сообщило об этом.")
    doc.ents = [ent for ent in doc.ents if ent.label_ == "ORG"]
    assert [span.text for span in full_names(doc)] == ["Минобороны"]


PIECES = ["министерство", "обороны", "верховный", "суд", "России", "МИД", "по", "«", "»", "ОАО"]
PIECES += ["Газпром", "Москвы", "\n", "Путина", ",", "мэрии", "Генштаб", "ВС", "РФ", "(", ")"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_names_never_cross(text):
    nlp = test_names_never_cross.nlp = getattr(test_names_never_cross, "nlp", None) or imena.load()
    doc = nlp(text)
    around = []
    for span in full_names(doc):
        while around and around[-1].end <= span.start:
            around.pop()
        assert not around or span.end <= around[-1].end
        assert doc.text[span.start_char : span.end_char] == span.text
        around.append(span)
