"""Map labels of other annotation schemes to PER, ORG and LOC."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imena.errors import UsageError
from imena.evaluation.spans import LABELS

# Labels of spaCy, OntoNotes, NEREL, factRuEval-2016, Collection3, ACE and Label Studio's templates;
# case, spaces and hyphens do not matter. FAC, PRODUCT, EVENT, DATE and the like are none of the
# three: see docs/annotation.md.
NAMES = {
    "PER": ("PER", "PERS", "PERSON"),
    "ORG": ("ORG", "ORGANIZATION", "ORGANISATION", "COMPANY", "MEDIA"),
    "LOC": (
        *("LOC", "LOCATION", "PLACE", "GEO", "GPE", "GEOPOLIT", "LOCORG"),
        *("COUNTRY", "STATE", "STATE_OR_PROVINCE", "REGION", "DISTRICT", "CITY"),
    ),
}
COMMON = {name: label for label, names in NAMES.items() for name in names}


def mapping(own: Mapping[str, str] | Iterable[str] | None) -> dict[str, str]:
    """Return the mapping of common labels and the user's: ``{"FAC": "LOC"}``, or ``["FAC=LOC"]``.

    Raises:
        UsageError: a rule has another form, or another target than the three labels.

    >>> mapping(["Facility=LOC"])["FACILITY"]
    'LOC'
    """
    if own is None:
        return COMMON
    pairs = own.items() if isinstance(own, Mapping) else (rule.split("=", 1) for rule in own)
    found = dict(COMMON)
    for pair in pairs:
        if len(pair) != 2 or pair[1] not in LABELS:
            raise UsageError(
                f"{'='.join(pair)!r} is not a mapping of labels: write THEIRS=OURS, where OURS is "
                f"{', '.join(LABELS)}, e.g. FACILITY=LOC"
            )
        found[_key(pair[0])] = pair[1]
    return found


def mapped(label: str, names: Mapping[str, str]) -> str | None:
    """Map a label, each part of a choice separately; None if there is no mapping.

    >>> mapped("GPE", COMMON), mapped("ORG|LOC", COMMON), mapped("DATE", COMMON)
    ('LOC', 'ORG|LOC', None)
    """
    ours = [names[_key(part)] for part in label.split("|") if _key(part) in names]
    return "|".join(dict.fromkeys(ours)) or None


def _key(label: str) -> str:
    return label.strip().upper().replace(" ", "_").replace("-", "_")
