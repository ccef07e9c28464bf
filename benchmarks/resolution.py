"""Time and memory of deciding who is who, as a corpus grows: 30,000 documents to a million.

    python benchmarks/resolution.py [DOCUMENTS ...]

Persons are drawn from three million, with first names and surnames that are made up of syllables,
by Zipf's law, in full, by surname and by initials, so that any part has new ones; places from the
gazetteers; organisations from bodies of state and made-up firms. Ten mentions make a document, and
2,000 documents a part, as in `imena extract`.

Printed are, for each size: the seconds that the names of a part took its worker (a mean, of one
process); then, of the one process that has the names of all parts, the seconds to put them
together and to decide who is who, the peak of its memory, and how many names in a context,
contexts with their witnesses (rows), and entities there are.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq

from imena.entities.aggregation.aggregate import Aggregate, names_of
from imena.entities.cluster import cluster_names
from imena.entities.linking.gazetteer import countries, places
from imena.run.batch import gc_paused

SIZES = (30_000, 100_000, 300_000, 1_000_000)
PART = 2_000  # documents
PER_DOCUMENT = 10
PEOPLE, SURNAMES, FIRMS = 3_000_000, 300_000, 300_000  # of which a million documents show a part
SCATTER = 7_368_787  # a prime
COLUMNS = (
    "documents",
    "names of a part",
    "merge",
    "resolve",
    "peak MB",
    "names",
    "rows",
    "entities",
)
SYLLABLES = [c + v for c in "бвгджзклмнпрстфх" for v in "аеиоу"]
ENDINGS = ("ов", "ин", "енко", "ский", "ман", "идзе", "ян", "ер")
FIRST = ["Иван", "Анна", "Пётр", "Мария", "Сергей", "Ольга", "Олег", "Джон", "Ангела", "Мустафа"]
KINDS = ("нефть", "банк", "строй")
BODIES = ["МИД", "Минобороны", "Министерство обороны", "Верховный суд", "Генштаб", "Минздрав"]


def zipf(rng: random.Random, size: int) -> int:
    """A number below ``size``, the small ones often."""
    return min(size - 1, int(size ** rng.random()) - 1)


def word(number: int, syllables: int) -> str:
    """A made-up word; different numbers make different words, as far as there are any."""
    number = number * SCATTER % len(SYLLABLES) ** syllables
    return "".join(
        SYLLABLES[number // len(SYLLABLES) ** i % len(SYLLABLES)] for i in range(syllables)
    )


def surname(number: int) -> str:
    return word(number, 4).capitalize() + ENDINGS[number % len(ENDINGS)]


def person(number: int) -> tuple[str, str]:
    return FIRST[number % len(FIRST)], surname(number * SCATTER % SURNAMES)


def firm(number: int) -> str:
    return word(number, 3).capitalize() + KINDS[number % len(KINDS)]


class Synthetic:
    """A corpus of any size, part by part; a larger one begins as a smaller one does."""

    def __init__(self) -> None:
        self.towns = [name.capitalize() for name in list(places().names)[:8_000]]
        self.states = [country.ids.name for country in countries()[0].values()][:200]

    def part(self, number: int) -> pa.Table:
        """The mentions of a part."""
        rng = random.Random(number)
        rows = []
        for row in range(PART * PER_DOCUMENT):
            label, normal = self._mention(rng)
            rows.append((str(number * PART + row // PER_DOCUMENT), label, normal))
        columns = map(list, zip(*rows, strict=True))
        return pa.table(dict(zip(("doc_id", "label", "normal"), columns, strict=True)))

    def _mention(self, rng: random.Random) -> tuple[str, str]:
        draw = rng.random()
        if draw < 0.4:
            first, last = person(zipf(rng, PEOPLE))
            name = f"{first} {last}"
            return "PER", rng.choice([name, name, last, f"{first[0]}. {last}"])
        if draw < 0.75:
            of = self.states if rng.random() < 0.6 else self.towns
            return "LOC", of[zipf(rng, len(of))]
        if draw < 0.85:
            return "ORG", rng.choice(BODIES)
        return "ORG", firm(zipf(rng, FIRMS))


def map_parts(folder: Path, first: int, last: int, corpus: Synthetic) -> float:
    """Write the names of some parts; gives the seconds it took but for writing."""
    spent = 0.0
    for number in range(first, last):
        mentions = corpus.part(number)
        start = perf_counter()
        with gc_paused():
            names, _ = names_of(mentions)
        spent += perf_counter() - start
        pq.write_table(names, folder / f"part-{number:05}.parquet")
    return spent


def reduce_parts(folder: Path, parts: int) -> None:
    """Print the figures of one size; a process of its own, so that the memory is its own."""
    start = perf_counter()
    aggregate = Aggregate()
    for number in range(parts):
        aggregate.add(pq.read_table(folder / f"part-{number:05}.parquet"))
    names = aggregate.names()
    merged = perf_counter()
    with gc_paused():
        entities = cluster_names(names)
    resolved = perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    own = names.num_rows - names.column("digest").null_count
    print(
        f"{merged - start:17.1f}{resolved - merged:17.1f}{peak:17,.0f}"
        f"{own:17,}{names.num_rows:17,}{entities.table.num_rows:17,}",
        flush=True,
    )


def main() -> None:
    if sys.argv[1:2] == ["--reduce"]:
        reduce_parts(Path(sys.argv[2]), int(sys.argv[3]))
        return
    sizes = sorted(map(int, sys.argv[1:])) or SIZES
    print("".join(f"{column:>17}" for column in COLUMNS))
    with TemporaryDirectory() as folder:
        corpus, parts, spent = Synthetic(), 0, 0.0
        for size in sizes:
            spent += map_parts(Path(folder), parts, size // PART, corpus)
            parts = size // PART
            print(f"{size:17,}{spent / parts:17.2f}", end="", flush=True)
            command = [sys.executable, __file__, "--reduce", folder, str(parts)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
