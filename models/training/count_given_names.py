"""Count first names of persons, to build the table of first names.

    python -m models.training.count_given_names DATA

DATA is the folder of the corpora: unlabelled.jsonl.xz, unlabelled_genres.jsonl.xz,
nerel_train.jsonl and factrueval_dev.jsonl are read. A first name is counted where imena finds a
person with a first name and a surname, and once for each person of NEREL who has a label in
Wikidata. Writes pipeline/imena/forms/data/given_names.tsv in about 4 minutes. The table reveals no
text: it has counts only. unlabelled.jsonl.xz also has the texts of NEREL's development set and of
SlavicNER; their labels are not read.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import imena
from imena.forms.analyse import is_known, parses
from imena.forms.declension import readings
from imena.forms.spelling import casefold_ru

TABLE = Path(__file__).parents[2] / "pipeline/imena/forms/data/given_names.tsv"
UNLABELLED = ("unlabelled.jsonl.xz", "unlabelled_genres.jsonl.xz")
GOLD = ("nerel_train.jsonl", "factrueval_dev.jsonl")
BATCH = 400  # texts
# Chosen by hand.
MAX_CHARACTERS = 60_000  # read of each text
MIN_COUNT = 2  # of a name that the dictionary does not have
RARE = 5  # a form of a known name that is counted less often than this is no name

NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
# Words behind which the order of first name and surname was confused, or which no name ends with.
NOT_FIRST = re.compile(r"([оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]к(ий|ая|ой)|енко|ич|ка|ко[юй]|ъ|жа|ие)$")
HEADER = """\
# First names, folded, and how often each stands in the nominative before a surname.
# Source: counted in the texts of NEREL 1.1 train and its Wikidata labels, factRuEval-2016's devset
# and unlabelled news by models/training/count_given_names.py; counts only. Licence: MIT.
name\tcount
"""


def main() -> None:
    """Count the names and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data
    counts = found_names(read_texts(folder)) + labelled_names(folder / "nerel_train.jsonl")
    names = without_inflected(folded_names(counts))
    rows = [f"{name}\t{count}\n" for name, count in sorted(names.items())]
    TABLE.write_text(HEADER + "".join(rows), "utf-8")
    print(len(names), "first names")


def read_texts(folder: Path) -> Iterator[str]:
    """Yield the texts of all corpora."""
    for name in UNLABELLED:
        with lzma.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"][:MAX_CHARACTERS] for line in lines)
    for name in GOLD:
        with (folder / name).open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def found_names(texts: Iterable[str]) -> Counter[str]:
    """Count the first names of the persons that imena finds with a first name and a surname."""
    nlp = imena.load("ru_imena_sm")
    counts: Counter[str] = Counter()
    rest = enumerate(texts)
    while batch := {str(number): text for number, text in islice(rest, BATCH)}:
        mentions = imena.extract(batch, model=nlp).mentions
        is_full = mentions["first"].notna() & mentions["last"].notna()
        counts.update(mentions.loc[(mentions["label"] == "PER") & is_full, "first"])
    return counts


def labelled_names(path: Path) -> Counter[str]:
    """Count the first names in the Wikidata labels of NEREL's persons, each person once."""
    labels = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for _, _, type_, identifier, label in json.loads(line)["links"]:
                if type_ == "PERSON" and label and "NULL" not in identifier:
                    labels[identifier] = label
    return Counter(filter(None, map(first_of_label, labels.values())))


def first_of_label(label: str) -> str | None:
    """Return the first name of a label: «Джобс, Стив (основатель)» and «Стив Джобс» have «Стив»."""
    plain = re.sub(r"\(.*?\)", "", label).strip()
    surname, comma, rest = plain.partition(",")
    words = rest.partition(",")[0].split() if comma else surname.split()
    return words[0] if words and (comma or len(words) > 1) else None


def folded_names(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the words that may be first names, folded, with the sum of their counts."""
    names: Counter[str] = Counter()
    for word, count in counts.items():
        if NAME.fullmatch(word) and (_is_nominative(word) or _may_be_unknown(word, count)):
            names[casefold_ru(word)] += count
    return dict(names)


def _is_nominative(word: str) -> bool:
    return is_known(word) and any({"Name", "nomn"} <= parse.tag.grammemes for parse in parses(word))


def _may_be_unknown(word: str, count: int) -> bool:
    """Return whether a word that is no known name in the nominative may be one."""
    is_other_word = is_known(word) and not _is_first_name(word)
    return not is_other_word and count >= MIN_COUNT and not NOT_FIRST.search(word)


def _is_first_name(word: str) -> bool:
    return any("Name" in parse.tag.grammemes for parse in parses(word))


def without_inflected(names: Mapping[str, int]) -> dict[str, int]:
    """Drop words that are forms of another name: «асии» beside «асия»."""
    return {name: count for name, count in names.items() if not _is_inflected(name, names)}


def _is_inflected(word: str, names: Mapping[str, int]) -> bool:
    if _is_singular_name(word):
        return False
    return any(
        names.get(other, 0) >= names[word] or (names[word] < RARE and _is_singular_name(other))
        for other in _nominatives(word)
    )


def _is_singular_name(word: str) -> bool:
    """Return whether the dictionary has a first name in exactly this form, the nominative."""
    return is_known(word) and any(
        {"Name", "nomn", "sing"} <= parse.tag.grammemes and casefold_ru(parse.word) == word
        for parse in parses(word)
    )


def _nominatives(word: str) -> set[str]:
    """Return the nominatives that a word may be another form of, by endings and dictionary."""
    found = {reading.nominative for reading in readings(word)}
    found |= {
        casefold_ru(parse.lemma)
        for parse in parses(word)
        if "Name" in parse.tag.grammemes and "nomn" not in parse.tag.grammemes
    }
    return found - {word}


if __name__ == "__main__":
    main()
