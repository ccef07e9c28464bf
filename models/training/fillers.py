"""Make names of persons, places and organisations to put into training texts.

The words come from pymorphy3's dictionary (`models.training.generate_names`), and from
data/name_parts.tsv.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from models.training.generate_names import (
    SHAPES,
    NameGenerator,
    Person,
    _dictionary_entries,
    capitalise,
    forms_of,
)

from imena.components.name_words import is_common
from imena.data_tables import read_table
from imena.forms.analyse import dictionary, parses

# Chosen by hand: more than texts have of what recognisers get wrong.
SCRIPTS = {"Russian": 0.84, "CAPITALS": 0.06, "Latin": 0.05, "particle": 0.03, "Chinese": 0.02}
UNUSUAL_INITIALS = 0.3  # of names with initials: without spaces or dots
EMOJI = (*"🔥⚡🎉❤😊👍🙏📌❗🌸✨🎂🚀📷🏆", "🇷🇺", "⚡️", "❤️", "🎉🎉", ":)", "))")
TRANSLITERATION = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{
        "ё": "yo",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
    },
    **{"ю": "yu", "я": "ya"},
}
GENDER = {"m": "Masc", "f": "Fem"}


def latin(word: str) -> str:
    """Transliterate a Russian word, much as passports do."""
    return capitalise("".join(TRANSLITERATION.get(letter, letter) for letter in word.lower()))


@cache
def words_of(kind: str) -> list[str]:
    """Return the words of one kind of name_parts.tsv."""
    rows = read_table("models.training", "name_parts")
    return [row["word"].replace("_", " ") for row in rows if row["kind"] == kind]


@cache
def _places() -> list[dict[str, str]]:
    """Return the forms of the dictionary's names of places."""
    entries = dictionary().dictionary.iter_known_words()
    places = {(word, str(tag)) for word, tag, _, _, row in entries if not row and "Geox" in tag}
    found = []
    for word, text in sorted(places):
        if "NOUN" not in text or "sing" not in text:
            continue
        parse = next((p for p in parses(word) if p.tag.text == text and p.word == word), None)
        if parse is not None and len(word) > 3:
            forms = forms_of(word, parse, None)
            if "inan" in text and len(forms) == 6:
                found.append(forms if "femn" in text else {**forms, "Acc": forms["Nom"]})
    return found


class Fillers:
    """Makes random names of all kinds."""

    def __init__(self, unknown: Sequence[str], choice: random.Random) -> None:
        """Take surnames that no dictionary has, and the source of randomness."""
        self._names, self._choice = NameGenerator(unknown, choice), choice

    def fill(self, kind: str, detail: str) -> str:
        """Return what a sentence has in braces: «{Dat:f}», «{TOWN:Gen}», «{BRAND}»."""
        choice = self._choice.choice
        if kind == "TOWN":
            return self.place(detail)
        if kind == "SHORT":
            return self.short_name(detail)
        if kind == "ORG":
            return self.organisation()
        if kind == "LATIN":
            return self.latin_person()
        if kind == "CITY":
            return self._word("Latin city")
        if kind == "BRAND":
            return self.brand()
        if kind == "STREET":
            return capitalise(self._names.person("Masc").last["Gen"])
        if kind == "NUMBER":
            return str(self._choice.randint(1, 2020))
        if kind == "EMOJI":
            return choice(EMOJI)
        return self.person(kind, GENDER.get(detail))

    def _word(self, kind: str) -> str:
        return self._choice.choice(words_of(kind))

    def person(self, case: str, gender: str | None, shape: Sequence[str] | None = None) -> str:
        """Return a person in a case; names in other scripts and with particles have none."""
        script = self._choice.choices(list(SCRIPTS), list(SCRIPTS.values()))[0]
        if script == "Latin":
            return self.latin_person()
        if script == "Chinese":
            word = self._word
            return f"{word('Chinese last name')} {word('Chinese first name')}"
        if script == "particle":
            return self._with_particle()
        person = self._names.person(gender)
        shape = shape or self._choice.choices(list(SHAPES), list(SHAPES.values()))[0]
        if tuple(shape) == ("last",) and is_common(person.last["Nom"]):
            shape = ("first", "last")  # a common word is no name by itself
        if script == "CAPITALS" and len(shape) > 1 and "last" in shape:
            return self._in_capitals(person, case, shape)
        text = " ".join(word for word, _ in person.name(shape, case))
        return self._initials(text) if "initials" in shape else text

    def _in_capitals(self, person: Person, case: str, shape: Sequence[str]) -> str:
        words = zip(shape, person.name(shape, case), strict=True)
        return " ".join(word.upper() if part == "last" else word for part, (word, _) in words)

    def _initials(self, text: str) -> str:
        """Write a name with initials as print and lists have it: «И.И.Иванов», «Иванов ИИ»."""
        if self._choice.random() > UNUSUAL_INITIALS:
            return text
        if self._choice.random() < 0.6:
            return text.replace(". ", ".")
        return text.replace(". ", "").replace(".", "") if text[1] != "." else text

    def _with_particle(self) -> str:
        word = self._word
        if self._choice.random() < 0.5:
            return (
                f"{word('Arabic first name')} {word('Arabic particle')}{word('Arabic last name')}"
            )
        parts = ("first name", "particle", "last name")
        return " ".join(word(f"Western {part}") for part in parts)

    def latin_person(self) -> str:
        """Return a person in Latin letters."""
        word = self._word
        if self._choice.random() < 0.35:
            person = self._names.person()
            return f"{latin(person.first['Nom'])} {latin(person.last['Nom'])}"
        name = f"{word('Latin first name')} {word('Latin last name')}"
        return name if self._choice.random() < 0.85 else name.split()[1]

    def short_name(self, case: str) -> str:
        """Return a short first name in a case: «Маша», «Ваньке»."""
        word = self._word("short first name")
        endings = {"Nom": word[-1:], "Gen": "и", "Dat": "е", "Acc": "у", "Ins": "ой", "Loc": "е"}
        if word[-1] == "я":
            endings |= {"Acc": "ю", "Ins": "ей"}
        elif word[-1] == "а":
            endings["Gen"] = "и" if word[-2] in "кгхжшчщ" else "ы"
            endings["Ins"] = "ей" if word[-2] in "жшчщ" else "ой"
        else:
            return word
        return word[:-1] + endings[case]

    def place(self, case: str) -> str:
        """Return a town, river or country in a case."""
        return capitalise(self._choice.choice(_places())[case])

    def brand(self) -> str:
        """Return the name of a firm in Latin letters."""
        if self._choice.random() < 0.4:
            return self._word("brand")
        name = self._word("brand part") + self._word("brand end")
        return name.upper() if self._choice.random() < 0.1 else name

    def organisation(self) -> str:
        """Return what stands in the quotes of a Russian firm: «Ромашка», «Агропромсервис»."""
        choice, drawn = self._choice.choice, self._choice.random()
        if drawn < 0.4:
            return capitalise(choice(_dictionary_entries()["noun"])[0])
        if drawn < 0.8:
            parts = [self._word("firm part") for _ in range(self._choice.choice((1, 1, 2)))]
            return capitalise("".join(parts) + self._word("firm end"))
        if drawn < 0.9:
            return f"{self.place('Nom')}-{self._word('firm end')}"
        return capitalise(choice(_dictionary_entries()["adjective"])[0])
