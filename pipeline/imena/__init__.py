"""Entity tables from Russian text: every person, organisation and place, and which entity it is.

>>> import imena
>>> tables = imena.extract(["Посол Израиля на Украине Йоэль Лион приехал в Минобороны."])
>>> tables.mentions["normal"].tolist()
['Израиль', 'Украина', 'Йоэль Лион', 'Минобороны']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imena.api.evaluate import evaluate
    from imena.api.extract import extract
    from imena.api.extract_corpus import extract_corpus
    from imena.api.map_batches import map_batches
    from imena.api.open import open
    from imena.api.report import report
    from imena.api.resolve import resolve
    from imena.models import load
    from imena.tables.concordance import concordance
    from imena.tables.network import network
    from imena.tables.tables import Tables

__version__ = "0.1.0"
__all__ = [
    "Tables",
    "__version__",
    "concordance",
    "evaluate",
    "extract",
    "extract_corpus",
    "load",
    "map_batches",
    "network",
    "open",
    "report",
    "resolve",
]

_MODULES = {
    "concordance": "imena.tables.concordance",
    "evaluate": "imena.api.evaluate",
    "extract": "imena.api.extract",
    "extract_corpus": "imena.api.extract_corpus",
    "load": "imena.models",
    "map_batches": "imena.api.map_batches",
    "network": "imena.tables.network",
    "open": "imena.api.open",
    "report": "imena.api.report",
    "resolve": "imena.api.resolve",
    "Tables": "imena.tables.tables",
}


def __getattr__(name: str) -> Any:
    """Import spaCy, pandas and the rest when a public name is first used."""
    if name == "plots":  # a module, which imports matplotlib when it draws
        return import_module("imena.plots")
    if name not in _MODULES:
        raise AttributeError(f"module 'imena' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return sorted(__all__)
