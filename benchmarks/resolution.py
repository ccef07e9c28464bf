"""Time and memory of deciding who is who among a million mentions of a synthetic corpus.

    python benchmarks/resolution.py [MENTIONS ...]

Persons are drawn from first names and surnames that are made up of syllables, by Zipf's law, in
full, by surname and by initials; places from the gazetteers; organisations from bodies of state and
made-up names, with the places that they belong to. Ten mentions make a document.
"""

from __future__ import annotations

import random
import resource
import sys
from time import perf_counter

import pyarrow as pa

from imena.entities.gazetteer import countries, places
from imena.entities.group import group

SIZES = (100_000, 300_000, 1_000_000)
PER_DOCUMENT = 10
SYLLABLES = [c + v for c in "бвгджзклмнпрстфх" for v in "аеиоу"]
ENDINGS = ("ов", "ин", "енко", "ский", "ман", "идзе", "ян", "ер")
FIRST = ["Иван", "Анна", "Пётр", "Мария", "Сергей", "Ольга", "Олег", "Джон", "Ангела", "Мустафа"]
BODIES = ["МИД", "Минобороны", "Министерство обороны", "Верховный суд", "Генштаб", "Минздрав"]


def zipf(rng: random.Random, size: int) -> int:
    """A number below ``size``, the small ones often."""
    return min(size - 1, int(size ** rng.random()) - 1)


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables))


def corpus(size: int) -> pa.Table:
    rng = random.Random(0)
    surnames = [word(rng, 2).capitalize() + rng.choice(ENDINGS) for _ in range(40_000)]
    people = [f"{rng.choice(FIRST)} {rng.choice(surnames)}" for _ in range(100_000)]
    towns = [name.capitalize() for name in list(places().names)[:8_000]]
    states = [country.ids.name for country in countries()[0].values()][:200]
    firms = [
        f"{word(rng, 2).capitalize()}{rng.choice(['нефть', 'банк', 'строй'])}"
        for _ in range(20_000)
    ]
    rows = []
    for number in range(size):
        draw = rng.random()
        if draw < 0.4:
            name = people[zipf(rng, len(people))]
            first, last = name.split()
            normal = rng.choice([name, name, last, f"{first[0]}. {last}"])
            rows.append((str(number // PER_DOCUMENT), "PER", normal))
        elif draw < 0.75:
            normal = (
                states[zipf(rng, len(states))]
                if rng.random() < 0.6
                else towns[zipf(rng, len(towns))]
            )
            rows.append((str(number // PER_DOCUMENT), "LOC", normal))
        elif draw < 0.85:
            rows.append((str(number // PER_DOCUMENT), "ORG", rng.choice(BODIES)))
        else:
            rows.append((str(number // PER_DOCUMENT), "ORG", firms[zipf(rng, len(firms))]))
    columns = zip(*rows, strict=True)
    return pa.table(dict(zip(("doc_id", "label", "normal"), map(list, columns), strict=True)))


def main() -> None:
    print(f"{'mentions':>10}{'entities':>10}{'seconds':>9}{'peak MB':>9}")
    for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        table = corpus(size)
        start = perf_counter()
        _, entities = group(table)
        spent = perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:10,}{entities.num_rows:10,}{spent:9.1f}{peak:9.0f}", flush=True)


if __name__ == "__main__":
    main()
