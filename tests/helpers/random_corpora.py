"""Random corpora for property tests: names that rules may join, with nesting and definitions."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import strategies as st

from imena.dictionary.dictionary import EMPTY, read_dictionary

PERSONS = [
    *("Азия Биби", "Асия Биби", "Асии Биби > Асий Биби", "Биби", "Азия-Биби", "азия биби"),
    *("Асии > Асий", "Асия", "Валерий Герасимов", "Валерия Герасимова > Валерий Герасимов"),
    *("Герасимова > Герасимов", "Герасимов", "В. Герасимов", "Валерий Васильевич", "Валерий"),
    *("Валерия Васильевича Герасимова > Валерий Васильевич Герасимов", "Герасимов В. В."),
    *("Сергей Скрипаль", "Юлия Скрипаль", "Скрипаль", "Ю. Скрипаль", "Сергей"),
    *("Урсула фон дер Ляйен", "фон дер Ляйен", "Ляйен", "Хадим Ризви", "Хадим Хусейн Ризви"),
    *("Ризви", "Рис-Могг", "Джейкоб Рис-Могг", "Йенс Шпан", "Jens Spahn", "Николай II"),
    *("Шпан", "Spahn", "Гансу Буфье > Ганс Буфье", "Буффье", "Вл. Герасимов", "Валера", "Ризвий"),
]
PLACES = [
    *("Россия", "России > Россия", "РФ", "Германии > Германия", "ФРГ", "США", "Пакистан"),
    *("Бирмингем", "Кембридж", "Грузия", "Москва", "Московской области > Московская область"),
    *("Черновцов", "Черновцы", "Шекхупура", "Шекхупурра", "Великобритания", "Веллкобритания"),
    *("Верхнедвинск", "город Верхнедвинск"),
]
BODIES = [
    *("МИД", "Министерство иностранных дел", "Минобороны", "Верховный суд", "парламент"),
    *("Госдума", "Государственная дума", "Объединенный комитет начальников штабов", "ОКНШ", "JCS"),
    *("Техрик-э-Лабаик Пакистан", "Техрик-э-Лабаик", "ТЛП", "TLP", "Роснефтегаз", "Роснефтигаз"),
    *("Роснефтегаз Трейд", "НАК «Нафтогаз»", "Нафтогаз", "британский МИД", "Агентство"),
    *("Агентство по охране среды", "Pfizer", "Пфайзер", "Pfizer Medical", "Правительство"),
]
DICTIONARIES = [
    EMPTY,
    read_dictionary({"merge": [["Минобороны", "МИД"]], "ORG": {"Дума": ["Госдума"]}}),
    read_dictionary({"split": [["Россия", "РФ"], ["Валерий Герасимов", "Герасимов"]]}),
]

persons, places, bodies = map(st.sampled_from, (PERSONS, PLACES, BODIES))
item = st.one_of(
    st.tuples(st.just("PER"), persons),
    st.tuples(st.just("LOC"), places),
    st.tuples(st.just("ORG"), bodies),
    st.tuples(st.just("of"), bodies, places),
    st.tuples(st.just("short"), bodies, bodies),
)
document = st.lists(item, min_size=1, max_size=7)
corpus = st.lists(document, min_size=1, max_size=6)


def surface_and_normal(name):
    """Split «Асии > Асий» into a surface and its normal form."""
    surface, _, normal = name.partition(" > ")
    return surface, normal or surface


def mentions_of(documents):
    """Return the mentions of documents.

    Args:
        documents: pairs of an id and items. An item is a name, a body with the location at its end,
            or a body with an acronym in brackets.
    """
    rows = []
    for doc_id, items in documents:
        mentions, text = [], ""
        for kind, *names in items:
            start = len(text)
            one, normal = surface_and_normal(names[0])
            if kind == "of":
                location, nominative = surface_and_normal(names[1])
                full = f"{one} {location}"
                end = start + len(full)
                mentions.append((start, end, "ORG", full, full, None))
                mentions.append(
                    (end - len(location), end, "LOC", location, nominative, len(mentions) - 1)
                )
            elif kind == "short":
                full = f"{one} ({names[1]})"
                end = start + len(full) - 1
                mentions.append((start, start + len(one), "ORG", one, one, None))
                mentions.append((end - len(names[1]), end, "ORG", names[1], names[1], None))
            else:
                full = one
                mentions.append((start, start + len(one), kind, one, normal, None))
            text += f"{full}. "
        rows += [(doc_id, i, *row, text) for i, row in enumerate(mentions)]
    names = ("doc_id", "mention_id", "start", "end", "label", "text", "normal", "nested_in")
    numbers = ("mention_id", "start", "end", "nested_in")
    columns = zip((*names, "sentence"), zip(*rows, strict=True), strict=True)
    return pa.table(
        {n: pa.array(v, pa.int32() if n in numbers else pa.string()) for n, v in columns}
    )


def with_ids(documents):
    """Give documents the ids d0, d1, …"""
    return [(f"d{i}", items) for i, items in enumerate(documents)]
