"""Test spellings of names in Latin letters; each line is a word and its spellings."""

import pytest

from imena.entities.names.surnames import may_be_one_surname
from imena.entities.names.transliteration import is_transliteration, sound_key

SPELLINGS = [
    "щербаков: shcherbakov, ščerbakov, schtscherbakow, chtcherbakov",
    "хрущев: khrushchev, chruschtschow, hruŝëv",
    "чайковский: tchaikovsky, chaykovskiy, čajkovskij, tschaikowski",
    "жуков: zhukov, žukov, schukow, joukov",
    "ельцин: yeltsin, jelzin, eltsine",
    "юрий: yuri, yuriy, jurij, iouri",
    "джеймс: james",
    "майкл: michael",
    "уильям: william",
    "буфье: bouffier",
    "шпан: spahn",
    "маккейн: mccain",
    "фон дер ляйен: von der leyen",
    "оганян: ohanian",
]


@pytest.mark.parametrize("line", SPELLINGS)
def test_spellings_in_latin_letters(line):
    cyrillic, spellings = line.split(": ")
    for latin in spellings.split(", "):
        assert is_transliteration(cyrillic, latin), latin


@pytest.mark.parametrize("line", SPELLINGS[:9])
def test_spellings_have_one_key(line):
    cyrillic, spellings = line.split(": ")
    assert {sound_key(latin) for latin in spellings.split(", ")} == {sound_key(cyrillic)}


@pytest.mark.parametrize(
    "pair", ["иван ivana", "герасимов gerasimenko", "джонсон jackson", "борис ben", "шуберт robert"]
)
def test_other_names_in_latin_letters(pair):
    assert not is_transliteration(*pair.split())


@pytest.mark.parametrize("pair", ["буффье буфье", "роухани рухани", "рокелли rocchelli"])
def test_one_surname(pair):
    assert may_be_one_surname(*pair.split())


@pytest.mark.parametrize("pair", ["ефимов ефимова", "лесин лисин", "ким кем", "лунин лунина"])
def test_two_surnames(pair):
    assert not may_be_one_surname(*pair.split())
