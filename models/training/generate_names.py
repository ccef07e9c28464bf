"""Generate names of persons in all cases, to learn which nominative a form belongs to.

First names, patronymics and surnames come from pymorphy3's dictionary, whose paradigms give the
forms. Surnames that no dictionary has are declined by the declensions of Russian grammar; common
nouns and adjectives serve as surnames, too, as they do in life (Медведь, Белый, Заря).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from imena.data_tables import read_table
from imena.forms.analyse import Analysis, dictionary, is_known, parses
from imena.forms.declension import CASES, PARADIGMS, POSSESSIVE, VOWEL, VOWELS, Paradigm
from imena.forms.inflect import CASE_OF
from imena.forms.spelling import casefold_ru

GENDERS = {"Masc": "masc", "Fem": "femn"}
Forms = Mapping[str, str]  # case: form, in lower case
# The share of each kind of surname; chosen by hand, with more of the rare kinds than texts have.
KINDS = {
    **{"dictionary": 0.38, "changed": 0.16, "unknown": 0.16, "adjective": 0.08, "noun": 0.06},
    **{"first_name": 0.03, "listed": 0.05, "double": 0.05, "in_a": 0.03},
    **{"changed_adjective": 0.04},
}
CHANGED_FIRST_NAMES = 0.1  # share of first names that no dictionary has
RARE = 0.25  # weight of all first names that the texts do not have, to that of the others
# Shares of shapes of a name, for names that do not keep the shape of the name they replace.
SHAPES = {
    **{("first", "last"): 6, ("first", "patronymic"): 4, ("last",): 5, ("patronymic",): 0.3},
    **{
        ("last", "first"): 3,
        ("last", "first", "patronymic"): 4,
        ("first", "patronymic", "last"): 4,
    },
    **{("initials", "last"): 4, ("last", "initials"): 4, ("first",): 1},
}


@dataclass(frozen=True)
class Person:
    """A person with the forms of each part of the name."""

    gender: str
    first: Forms
    patronymic: Forms
    last: Forms
    initials: str

    def name(self, shape: Sequence[str], case: str) -> list[tuple[str, str | None]]:
        """Return the words of a name in a case, each with its nominative; None for initials."""
        words: list[tuple[str, str | None]] = []
        for part in shape:
            if part == "initials":
                words.append((self.initials, None))
            else:
                forms = getattr(self, part)
                words.append((capitalise(forms[case]), capitalise(forms["Nom"])))
        return words


def capitalise(word: str) -> str:
    """Return a name with its capitals: «мамин-сибиряк» is «Мамин-Сибиряк»."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


class NameGenerator:
    """Makes random persons."""

    def __init__(
        self, unknown: Sequence[str], random_: random.Random, part: int | None = None
    ) -> None:
        """Collect the words that serve as names.

        Args:
            unknown: men's surnames that the dictionary does not have, in the nominative.
            random_: the source of randomness.
            part: 1 for nine tenths of the words, 0 for the tenth of the test; None for all.
        """
        self._random = random_
        entries = _dictionary_entries()
        keep = lambda word: part is None or (sum(map(ord, word)) % 10 > 0) == bool(part)  # noqa: E731
        pool = lambda name: [entry for entry in entries[name] if keep(entry[0])]  # noqa: E731
        self._surnames = pool("surname")
        self._adjectives = pool("adjective")
        self._nouns = pool("noun")
        self._first = {gender: pool(f"first:{gender}") for gender in GENDERS}
        self._patronymics = {gender: pool(f"patronymic:{gender}") for gender in GENDERS}
        counts = {
            row["name"]: int(row["count"]) for row in read_table("imena.forms", "given_names")
        }
        self._weights = {
            gender: _weights([counts.get(casefold_ru(word), 0) for word, _ in self._first[gender]])
            for gender in GENDERS
        }
        self._unknown = [word for word in unknown if keep(word)]
        self._listed = [row["surname"] for row in read_table("imena.forms", "surnames")]

    def person(self, gender: str | None = None) -> Person:
        """Return a random person."""
        choice = self._random
        gender = gender or choice.choice(("Masc", "Masc", "Fem"))
        first = choice.choices(self._first[gender], self._weights[gender])[0][1]
        first_forms = forms_of(*first, gender=gender)
        if choice.random() < CHANGED_FIRST_NAMES:
            first_forms = decline(self._changed(first[0]), gender) or first_forms
        letters = "АБВГДЕЗИКЛМНОПРСТФШЭЮЯ"
        spacing = choice.choice((".", ". "))
        initials = f"{choice.choice(letters)}{spacing}{choice.choice(letters)}."
        return Person(
            gender,
            first_forms,
            forms_of(*choice.choice(self._patronymics[gender])[1], gender=gender),
            self._last(gender),
            choice.choice((initials, initials, f"{initials[0]}.")),
        )

    def _changed(self, word: str) -> str:
        """Return a word with other letters at its start, so that no dictionary has it."""
        choice = self._random.choice
        for _ in range(20):
            i = self._random.randrange(0, max(1, len(word) - 4))
            letters = VOWELS[:5] if word[i] in VOWELS else "бвгдзклмнпрстф"
            word = word[:i] + choice(letters) + word[i + 1 :]
            if not is_known(word):
                break
        return word

    def _last(self, gender: str) -> Forms:
        for _ in range(100):
            kind = self._random.choices(list(KINDS), list(KINDS.values()))[0]
            forms = self._surname(kind, gender)
            if forms is not None and len(forms) == len(CASES):
                return forms
        raise RuntimeError("no surname could be declined in a hundred trials")

    def _surname(self, kind: str, gender: str) -> Forms | None:
        choice = self._random.choice
        if kind == "double":
            kinds = ("dictionary", "dictionary", "unknown", "noun")
            parts = [self._surname(choice(kinds), gender) for _ in range(2)]
            if None in parts or any("-" in part["Nom"] for part in parts if part):
                return None
            return {case: "-".join(part[case] for part in parts if part) for case in CASES}
        if kind == "dictionary":
            word, lexeme = choice(self._surnames)
            if gender == "Fem" and feminine(word) == word and not word.endswith(("а", "я")):
                return dict.fromkeys(CASES, word)
            return forms_of(*lexeme, gender=gender)
        if kind == "adjective":
            return forms_of(*choice(self._adjectives)[1], gender=gender)
        if kind == "listed":
            word = choice(self._listed)
            return decline(feminine(word) if gender == "Fem" else word, gender)
        if kind == "changed_adjective":
            word = self._changed(choice(self._adjectives)[0])
            return decline(feminine(word) if gender == "Fem" else word, gender)
        if kind == "changed":
            word = self._changed(choice(self._surnames)[0])
            return decline(feminine(word) if gender == "Fem" else word, gender)
        if kind == "first_name":  # «Ахмед» as a surname, which a woman does not inflect
            word, lexeme = choice(self._first["Masc"])
            return (
                forms_of(*lexeme, gender="Masc") if gender == "Masc" else dict.fromkeys(CASES, word)
            )
        if kind == "unknown":
            word = choice(self._unknown)
            return decline(feminine(word) if gender == "Fem" else word, gender)
        word, lexeme = choice(self._nouns)
        if kind == "in_a" and not word.endswith(("а", "я")):
            return None
        if not word.endswith(("а", "я")) and gender == "Fem":
            return dict.fromkeys(CASES, word)
        if word.endswith("ь") and "femn" in lexeme[1].tag.grammemes:
            return None
        return forms_of(*lexeme, gender=None)


def _weights(counts: Sequence[int]) -> list[float]:
    """Return the weight of each first name; names that texts do not have share `RARE`."""
    roots = [count**0.5 for count in counts]
    rare = RARE * sum(roots) / max(1, counts.count(0))
    return [root or rare for root in roots]


Lexeme = tuple[str, Analysis]


@cache
def _dictionary_entries() -> dict[str, list[tuple[str, Lexeme]]]:
    """Return the entries of the dictionary that serve as names, by kind."""
    entries: dict[str, list[tuple[str, Lexeme]]] = {
        name: [] for name in ("surname", "adjective", "noun")
    }
    for gender in GENDERS:
        entries[f"first:{gender}"], entries[f"patronymic:{gender}"] = [], []
    for word, tag, _, _, row in dictionary().dictionary.iter_known_words():
        text = str(tag)
        if "nomn" not in text or "sing" not in text or not re.fullmatch("[а-яё]{3,}", word):
            continue
        parse = next((p for p in parses(word) if p.tag.text == text and p.word == word), None)
        if parse is None or parse.tag.grammemes & {"Abbr", "Init", "Slng", "Arch", "Erro", "Dist"}:
            continue
        grammemes, entry = parse.tag.grammemes, (word, (word, parse))
        for gender, grammeme in GENDERS.items():
            if "Name" in grammemes and grammeme in grammemes:
                entries[f"first:{gender}"].append(entry)
            if (
                "Patr" in grammemes
                and grammeme in grammemes
                and not re.search("иеви?ч|иевна", word)
            ):
                entries[f"patronymic:{gender}"].append(entry)
        if "Surn" in grammemes and "masc" in grammemes and row == 0:
            entries["surname"].append(entry)
        elif (
            {"ADJF", "masc"} <= grammemes
            and len(word) < 11
            and not grammemes & {"Apro", "Anum", "Poss"}
        ):
            if re.search(f"{POSSESSIVE}(?:ый|ой)$", word):  # «громовой» has forms of «Громова»
                continue
            entries["adjective"].append(entry)
        elif (
            "NOUN" in grammemes
            and not grammemes
            & {
                "Name",
                "Patr",
                "Surn",
                "Geox",
                "Orgn",
                "neut",
                "Fixd",
            }
            and len(word) < 9
            and row == 0
            and parse.score > 0.3
        ):
            entries["noun"].append(entry)
    return {name: sorted(own, key=lambda entry: entry[0]) for name, own in entries.items()}


def forms_of(word: str, parse: Analysis, gender: str | None) -> Forms:
    """Return the singular forms of a lexeme, of a man's or a woman's; a person is animate."""
    if "Fixd" in parse.tag.grammemes:
        return dict.fromkeys(CASES, word)
    wanted = GENDERS.get(gender or "", "")
    forms: dict[str, str] = {}
    nominative = word
    for form, grammemes in parse.forms():
        if (wanted and wanted not in grammemes) or "sing" not in grammemes:
            continue
        if "nomn" in grammemes and "Nom" not in forms:
            nominative = word if wanted in parse.tag.grammemes or not wanted else form
            forms["Nom"] = nominative
        if (
            "V-oy" in grammemes
            or "V-ey" in grammemes
            or ("inan" in grammemes and "ADJF" in grammemes)
        ):
            continue
        for grammeme in CASE_OF.keys() & grammemes:
            if grammeme in ("gen2", "loc2", "acc2"):
                continue
            case = CASE_OF[grammeme]
            if case not in forms or _common(form, nominative) > _common(forms[case], nominative):
                forms[case] = form
    if (
        "masc" in parse.tag.grammemes
        and gender != "Fem"
        and "Gen" in forms
        and "NOUN" in parse.tag.grammemes
    ) and not nominative.endswith(("а", "я")):
        forms["Acc"] = forms["Gen"]
    if "ADJF" in parse.tag.grammemes and gender == "Masc" and "Gen" in forms:
        forms["Acc"] = forms["Gen"]
    return forms


def _common(word: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), 99)


def feminine(word: str) -> str:
    """Return the surname of a woman of a family: «Яровой» is «Яровая», «Данфорд» stays."""
    if re.search(f"{POSSESSIVE}$", word):
        return word + "а"
    if re.search("(?:[сц]к|[кгхнтвлмжшчщ])(?:[иы]й|ой)$", word):
        return word[:-2] + "ая"
    return word


ADJECTIVAL = {"ый", "ий", "ой", "ая"}


def decline(word: str, gender: str) -> Forms | None:
    """Decline a surname that no dictionary has, by its ending alone."""
    form = casefold_ru(word)
    if re.search("[оеиуыэю]$|[иы]х$|ко$", form):
        return dict.fromkeys(CASES, form)
    if gender == "Fem" and not form.endswith(("а", "я")):
        return dict.fromkeys(CASES, form)
    fitting = [p for p in PARADIGMS if p.gender == gender and _fits(p, form)]
    if not fitting:
        return None
    paradigm = max(fitting, key=_specificity)
    stem = form.removesuffix(paradigm.nominative)
    return dict(zip(CASES, (form, *(stem + e for e in paradigm.oblique)), strict=True))


def _fits(paradigm: Paradigm, word: str) -> bool:
    stem = word.removesuffix(paradigm.nominative)
    if not word.endswith(paradigm.nominative) or len(stem) < 2:
        return False
    return re.fullmatch(f"(?=.*{VOWEL}).*{paradigm.stem}", stem) is not None


def _specificity(paradigm: Paradigm) -> int:
    return 2 * (paradigm.stem == POSSESSIVE or paradigm.nominative in ADJECTIVAL) + len(
        paradigm.nominative
    )
