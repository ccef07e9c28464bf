"""Convert grammemes of OpenCorpora to tags of Universal Dependencies.

OpenCorpora's tag set: https://opencorpora.org/dict.php?act=gram. Universal Dependencies for
Russian: https://universaldependencies.org/ru/.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

PARTS_OF_SPEECH = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADV",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
    "PNCT": "PUNCT",
}

FEATURES = {
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "perf": ("Aspect", "Perf"),
    "impf": ("Aspect", "Imp"),
    "nomn": ("Case", "Nom"),
    "voct": ("Case", "Nom"),
    "gent": ("Case", "Gen"),
    "gen1": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"),
    "acc2": ("Case", "Acc"),
    "ablt": ("Case", "Ins"),
    "loct": ("Case", "Loc"),
    "loc1": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "COMP": ("Degree", "Cmp"),
    "Supr": ("Degree", "Sup"),
    "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"),
    "neut": ("Gender", "Neut"),
    "indc": ("Mood", "Ind"),
    "impr": ("Mood", "Imp"),
    "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"),
    "NUMB": ("NumForm", "Digit"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"),
    "ADJS": ("Variant", "Short"),
    "PRTS": ("Variant", "Short"),
    "INFN": ("VerbForm", "Inf"),
    "GRND": ("VerbForm", "Conv"),
    "PRTF": ("VerbForm", "Part"),
    "VERB": ("VerbForm", "Fin"),
    "actv": ("Voice", "Act"),
    "pssv": ("Voice", "Pass"),
}


def part_of_speech(grammemes: Collection[str]) -> str:
    """Return the Universal Dependencies part of speech; X if there is none."""
    if "Apro" in grammemes:
        return "DET"
    return next((ud for oc, ud in PARTS_OF_SPEECH.items() if oc in grammemes), "X")


def features(grammemes: Collection[str]) -> dict[str, str]:
    """Return the Universal Dependencies features."""
    return dict(FEATURES[grammeme] for grammeme in grammemes if grammeme in FEATURES)


@lru_cache(10_000)
def parse_features(feats: str) -> Mapping[str, str]:
    """Convert ``Case=Nom|Number=Sing`` to a dictionary; an empty string to an empty one."""
    return MappingProxyType(dict(feat.split("=", 1) for feat in feats.split("|") if "=" in feat))
