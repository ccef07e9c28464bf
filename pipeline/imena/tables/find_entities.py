"""Find entities by name, alias or id."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from imena.errors import UsageError


def find_entities(entities: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the entities with this id or name, or else those with it as an alias.

    Raises:
        UsageError: there is none.

    >>> import imena
    >>> entities = imena.extract(["Валерий Герасимов прилетел. Герасимова ждали."]).entities
    >>> find_entities(entities, "Герасимова")["name"].tolist()
    ['Валерий Герасимов']
    """
    found = entities[(entities["entity_id"] == name) | (entities["name"] == name)]
    if found.empty:
        found = entities[[name in aliases for aliases in entities["aliases"]]]
    if found.empty:
        raise UsageError(f"no entity has the name {name!r}{_meant(entities, name)}")
    return found


def _meant(entities: pd.DataFrame, name: str) -> str:
    """Suggest names that share a word with the given one or look similar."""
    wanted = set(name.casefold().split())
    similar = [known for known in entities["name"] if wanted & set(known.casefold().split())]
    similar = similar or get_close_matches(name, entities["name"], n=3)
    if not similar:
        return ": the column name of entities lists all names"
    return f": did you mean {', '.join(map(repr, similar[:3]))}?"
