"""Measure time and memory of resolving entities for 30,000 to a million documents.

    python -m benchmarks.resolution [DOCUMENTS ...]

The mentions are synthetic. Persons are drawn by Zipf's law from three million, with names made of
random syllables, so that every part has new ones; they appear by full name, surname and initials.
Places come from the gazetteers, organisations from state bodies and invented companies. A document
has ten mentions and a part 2,000 documents, as in `imena extract`.

For each size, the benchmark prints the mean seconds in which a worker collects the names of a
part. For the process that combines the names of all parts, it prints the seconds for combining
them, the seconds for resolving entities, the peak memory, and the numbers of distinct names in a
context, of rows (these names and the names they depend on) and of entities.
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
from imena.entities.linking.gazetteer import countries, locations
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
        self.towns = [name.capitalize() for name in list(locations().names)[:8_000]]
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
    """Write the names of some parts and return the seconds taken, except for writing."""
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
    """Print the figures of one size; run in its own process to measure its memory alone."""
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
            command = [
                sys.executable,
                "-m",
                "benchmarks.resolution",
                "--reduce",
                folder,
                str(parts),
            ]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
