"""Cluster the names of a corpus into entities."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena import schema
from imena.dictionary.dictionary import EMPTY, Dictionary
from imena.entities.aggregation.context_table import read_names
from imena.entities.linking.linker import Ids, link
from imena.entities.merge_reasons import MergeReason, format_reasons
from imena.entities.names.types import ContextNames, Name
from imena.entities.rules.canonical_names import (
    canonical_name,
    latin_name,
    person_gender,
    person_name,
    related_names,
)
from imena.entities.rules.resolve import Resolution, resolve_names
from imena.forms.name_key import name_key

ID_BYTES = 8  # 2^64 ids: at 10 million entities the odds of any collision are 1 in 370,000

NO_IDS = Ids("")
ENTITIES = pa.schema(
    [
        schema.ENTITIES.field(name)
        for name in (
            *("entity_id", "label", "name", "latin", "gender"),
            *("iso", "geonames", "wikidata", "merge_reason"),
        )
    ]
)
ASSIGNMENT = pa.schema(
    [
        pa.field("entity_id", pa.string()),
        pa.field("entity", pa.string()),  # its name
        pa.field("normal", pa.string()),  # a corrected normal form; null where there is none
    ]
)


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a corpus, and the entity of each of its names."""

    table: pa.Table  # see `ENTITIES`
    entity_of: np.ndarray  # (counted names,) int32, rows of the table
    normals: pa.Array  # (counted names,) string, null where no form is better

    def assignment(self, numbers: np.ndarray) -> pa.Table:
        """Return the entities of some names, a row each, see `ASSIGNMENT`.

        Args:
            numbers: of the names, see `imena.entities.aggregation.aggregate.Aggregate.find`.
        """
        rows = pa.array(self.entity_of[numbers])
        return pa.table(
            [
                self.table.column("entity_id").take(rows),
                self.table.column("name").take(rows),
                self.normals.take(pa.array(numbers)),
            ],
            schema=ASSIGNMENT,
        )


def cluster_names(names: pa.Table, dictionary: Dictionary = EMPTY) -> Entities:
    """Cluster the names of a corpus into entities.

    Args:
        names: see `imena.entities.aggregation.context_table.NAMES`.
        dictionary: the user's own names, which overrule everything else.
    """
    context_names = read_names(names)
    counted = np.flatnonzero(pc.is_valid(names.column("digest")).to_numpy())
    resolution = resolve_names(context_names, dictionary)
    representatives, number = np.unique(np.array(resolution.entities)[counted], return_inverse=True)
    bounds = np.cumsum(np.bincount(number))
    members = np.split(counted[np.argsort(number, kind="stable")], bounds)
    entities = [
        _Entity(representative, rows, context_names, resolution)
        for representative, rows in zip(representatives.tolist(), members[:-1], strict=True)
    ]
    _make_ids_unique(entities, names.column("first_doc"))
    normals = dict(resolution.normals)
    by_gazetteer = np.flatnonzero(names.column("is_corrected").to_numpy())
    normals |= {row: resolution.names[row].normal for row in by_gazetteer.tolist()}
    return Entities(
        schema.table(
            {
                "entity_id": [entity.id for entity in entities],
                "label": [entity.label for entity in entities],
                "name": [entity.name for entity in entities],
                "latin": [entity.latin for entity in entities],
                "gender": [entity.gender for entity in entities],
                "iso": [entity.ids.iso or None for entity in entities],
                "geonames": [entity.ids.geonames or None for entity in entities],
                "wikidata": [entity.ids.wikidata or None for entity in entities],
                "merge_reason": [entity.reason for entity in entities],
            },
            ENTITIES,
        ),
        number.astype(np.int32),
        pa.array([normals.get(row) for row in counted.tolist()], pa.string()),
    )


class _Entity:
    """One entity: its name, its ids, and why its names belong to it."""

    __slots__ = (
        *("id", "identity", "label", "name", "latin", "gender", "ids", "reason"),
        "rows",
    )

    def __init__(
        self,
        representative: int,
        rows: np.ndarray,
        context_names: ContextNames,
        resolution: Resolution,
    ) -> None:
        """Name an entity and link it.

        Args:
            representative: its number in the resolution.
            rows: (names,) of its counted names.
            context_names: of the corpus.
            resolution: of the corpus.
        """
        self.rows = rows
        mentions: Counter[Name] = Counter()
        long: Counter[Name] = Counter()  # names that are short for no other
        full: Counter[Name] = Counter()  # full names of persons
        labels: Counter[str] = Counter()
        for row in rows.tolist():
            name, number = resolution.names[row], context_names.mentions[row]
            mentions[name] += number
            labels[name.label] += number
            if not resolution.is_short[row]:
                long[name] += number
                if resolution.is_full_person[row]:
                    full[name] += number
        candidates = long or mentions
        self.label = min(labels, key=lambda label: (-labels[label], label))
        linked = _linked_ids(candidates, resolution.surnames)
        self.ids = resolution.ids.get(representative, linked)
        if self.ids.wikidata is None and linked.wikidata is not None:
            self.ids = replace(self.ids, wikidata=linked.wikidata)
        if representative in resolution.from_dictionary:
            self.name = self.ids.name
        elif self.label == "PER":
            self.name = person_name(full) if full else canonical_name(candidates)
        else:
            self.name = canonical_name(related_names(candidates, self.ids.name))
            if not long and self.ids.name:
                self.name = self.ids.name  # all names are abbreviated: «Московская обл.»
        self.latin = latin_name(full, candidates)
        self.gender = None
        if self.label == "PER":
            self.gender = person_gender(full) or person_gender(mentions)
        self.identity = resolution.identities.get(representative) or name_key(self.name)
        self.reason = _merge_reason(self.name, rows.tolist(), context_names, resolution)
        self.id = _entity_id(self.label, self.identity)


def _linked_ids(names: Iterable[Name], surnames: Collection[str]) -> Ids:
    """Return the ids that an entity's names are linked to, if all linked names agree.

    Names of locations are left out, which the rules have linked in their documents; so are surnames
    alone, if the corpus has full names with them.
    """
    ids = {
        link(name.label, name.normal)
        for name in names
        if name.label != "LOC" and not (name.label == "PER" and name.key in surnames)
    } - {None}
    only = ids.pop() if len(ids) == 1 else None
    return NO_IDS if only is None else replace(only, name="")


def _entity_id(label: str, identity: str) -> str:
    digest = hashlib.blake2b(f"{label}\n{identity}".encode(), digest_size=ID_BYTES)
    return f"{label}-{digest.hexdigest()}"


def _make_ids_unique(entities: Iterable[_Entity], first_docs: pa.ChunkedArray) -> None:
    """Give entities with one identity different ids: all but the first get a longer identity.

    Args:
        entities: of the corpus.
        first_docs: (rows,) see `imena.entities.aggregation.context_table.NAMES`.
    """
    by_id: dict[str, list[_Entity]] = defaultdict(list)
    for entity in entities:
        by_id[entity.id].append(entity)

    def order(entity: _Entity) -> tuple[str, str, int]:
        first_doc = pc.min(first_docs.take(pa.array(entity.rows))).as_py()
        return entity.reason, first_doc, int(entity.rows[0])

    for group in by_id.values():
        if len(group) > 1:
            for number, entity in enumerate(sorted(group, key=order)):
                if number:
                    identity = f"{entity.identity}\n{entity.reason}\n{number}"
                    entity.id = _entity_id(entity.label, identity)


def _merge_reason(
    entity: str, rows: list[int], context_names: ContextNames, resolution: Resolution
) -> str:
    """Return why the names of an entity were merged, for the names that are not its own.

    Args:
        entity: its name.
        rows: of its names.
        context_names: of the corpus.
        resolution: of the corpus.
    """
    documents: dict[str, Counter[MergeReason]] = defaultdict(Counter)  # by normal form
    own = name_key(entity)
    for row in rows:
        name = resolution.names[row]
        if name.key != own:
            reason = resolution.reasons[row] or MergeReason.FULL_NAME
            documents[name.normal][reason] += context_names.documents[row]
    return format_reasons(
        (normal, _most_frequent(documents[normal])) for normal in sorted(documents)
    )


def _most_frequent(reasons: Counter[MergeReason]) -> MergeReason:
    """Return the most frequent reason; of equally frequent ones the first by alphabet."""
    return min(reasons, key=lambda reason: (-reasons[reason], reason.text))
