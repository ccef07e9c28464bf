"""Words in, lemmas out for those whose lemma in Universal Dependencies no dictionary form shows.

Pronouns, prepositions, comparatives and abbreviations are closed classes, so a table can name them.
Conventions: https://universaldependencies.org/ru/ as the Russian treebanks apply them.
"""

from __future__ import annotations

from collections.abc import Mapping

from imena.forms.spelling import casefold_ru

# A preposition's form before a cluster of consonants is a lemma of its own.
PREPOSITIONS = {"безо", "во", "изо", "ко", "надо", "об", "обо", "ото", "передо", "подо", "со"}
PRONOUNS = {
    **dict.fromkeys(("все", "всего", "всему", "всем", "всех", "всеми"), ("всё", "все")),
    **dict.fromkeys(("то", "того", "тому", "тем", "том"), ("то", "тот")),
}  # form: lemma in the singular, in the plural
ADVERBS = {"более", "больше", "далее", "дальше", "менее", "меньше", "позднее", "позже", "раньше"}
ABBREVIATIONS = {
    "в.": "век", "вв.": "век", "г.": "год", "гг.": "год", "д.": "далее", "др.": "другой",
    "е.": "есть", "им.": "имя", "кг": "килограмм", "км": "километр", "млн": "миллион",
    "млрд": "миллиард", "п.": "подобный", "пр.": "прочий", "руб": "рубль", "см.": "смотреть",
    "стр.": "страница", "т.": "так", "тел.": "телефон", "трлн": "триллион", "тыс": "тысяча",
    "ул.": "улица", "чел": "человек",
}  # fmt: skip

FORMS = {*PREPOSITIONS, *PRONOUNS, *ADVERBS, *ABBREVIATIONS, "всё"}


def closed_class_lemma(word: str, pos: str, feats: Mapping[str, str]) -> str | None:
    """The lemma of a word of a closed class, else None.

    Args:
        word: in lower case.
        pos: its Universal Dependencies part of speech.
        feats: its Universal Dependencies features.
    """
    if word not in FORMS and word.removesuffix(".") not in FORMS:
        return None
    form = casefold_ru(word)
    if pos == "ADP" and form in PREPOSITIONS:
        return form
    if pos == "PRON" and form in PRONOUNS:
        return PRONOUNS[form][feats.get("Number") == "Plur"]
    if pos == "ADV" and form in ADVERBS:
        return form
    return ABBREVIATIONS.get(form) or ABBREVIATIONS.get(form.removesuffix("."))
