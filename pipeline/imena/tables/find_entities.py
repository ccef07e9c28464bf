"""A name, an alias or an id in, the entities that are called so out."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from imena.errors import UsageError


def called(entities: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of the entities with this id or name; without any, those with it as an alias.

    Raises:
        UsageError: there is none.

    >>> import imena
    >>> entities = imena.extract(["Валерий Герасимов прилетел. Герасимова ждали."]).entities
    >>> called(entities, "Герасимова")["name"].tolist()
    ['Валерий Герасимов']
    """
    found = entities[(entities["entity_id"] == name) | (entities["name"] == name)]
    if found.empty:
        found = entities[[name in aliases for aliases in entities["aliases"]]]
    if found.empty:
        raise UsageError(f"no entity is called {name!r}{_meant(entities, name)}")
    return found


def _meant(entities: pd.DataFrame, name: str) -> str:
    """The names that have its words, or look like it."""
    wanted = set(name.casefold().split())
    alike = [known for known in entities["name"] if wanted & set(known.casefold().split())]
    alike = alike or get_close_matches(name, entities["name"], n=3)
    if not alike:
        return ": see the column name of entities"
    return f": did you mean {', '.join(map(repr, alike[:3]))}?"
