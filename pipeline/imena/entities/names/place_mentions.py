"""Find out from the text around places: regions that share one noun, and villages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from imena.entities.linking.linker import link
from imena.entities.names.regions import (
    is_district,
    plural_kinds,
    region_name,
    shared_kind,
)
from imena.forms.name_key import name_key

GAPS = (2, 3)  # characters between regions that share a noun: «, » and « и »
# Words for villages before their name; a preposition «с» has no dot.
VILLAGE = (
    r"(?:(?:с|д|дер|п|пос|х|сл)\.|пгт\.?|ст-ц[аыеу]|сел(?:о|а|у|ом|е)|деревн(?:я|и|е|ю|ей)"
    r"|пос[её]л(?:ок|ка|ку|ком|ке)|хутор(?:а|у|ом|е)?|станиц(?:а|ы|е|у|ей)|аул(?:а|у|ом|е)?"
    r"|слобод(?:а|ы|е|у|ой)|кишлак(?:а|у|ом|е)?|местечк(?:о|а|у|ом|е)|починок|погост(?:а|е)?)"
)
# Words for parts of a state before their name in the nominative, by which it is no town or country:
# «округ Колумбия», «в штате Вашингтон».
REGION = {
    "штат": r"штат(?:а|у|ом|е)?",
    "округ": r"округ(?:а|у|ом|е)?",
    "провинция": r"провинци(?:я|и|ю|ей)",
}
SHARED_START = 4  # letters that a town and the district named after it share; chosen by hand


class Places:
    """The mentions of places of some documents, in the order of the text."""

    def __init__(self, mentions: pa.Table, documents: np.ndarray, is_place: np.ndarray) -> None:
        """Take the mentions.

        Args:
            mentions: with ``text``, ``normal``, ``start``, ``end``, and possibly ``sentence``.
            documents: (mentions,) number of the document.
            is_place: (mentions,) bool.
        """
        self.mentions = mentions
        self.rows = np.flatnonzero(is_place)
        self.texts = mentions.column("text").cast(pa.string()).take(pa.array(self.rows))
        places = (documents[self.rows], mentions.column("start"), mentions.column("end"))
        self.documents = places[0]
        self.starts = places[1].to_numpy()[self.rows].astype(np.int64)
        self.ends = places[2].to_numpy()[self.rows].astype(np.int64)

    def region_normals(self) -> dict[int, str]:
        """Return the normal forms of regions that share a noun, by row of the mention."""
        found: dict[int, str] = {}
        normals = self.mentions.column("normal")
        shared = pc.match_substring_regex(self.texts, plural_kinds())
        for last in np.flatnonzero(shared.to_numpy()).tolist():
            text = self.texts[last].as_py()
            kind = shared_kind(text)
            if kind is None:
                continue
            for place in self._chain(last):
                adjective = self.texts[place].as_py().partition(" ")[0]
                name = region_name(adjective, kind)
                if name is None or (place != last and adjective != self.texts[place].as_py()):
                    break
                row = int(self.rows[place])
                # An adjective that is linked to nothing may stay alone, as the text has it.
                if place == last or link("LOC", name) or link("LOC", str(normals[row])):
                    found[row] = name
        return found

    def _chain(self, last: int) -> Iterator[int]:
        """Yield a place, and backwards those before it that only a comma or « и » separates."""
        yield last
        for place in range(last - 1, -1, -1):
            gap = self.starts[last] - self.ends[place]
            if self.documents[place] != self.documents[last] or gap not in GAPS:
                return
            yield place
            last = place

    def regions(self) -> dict[int, str]:
        """Return the words of `REGION` before places, by row of the mention."""
        found: dict[int, str] = {}
        if "sentence" not in self.mentions.column_names:
            return found
        sentences = self.mentions.column("sentence").cast(pa.string()).take(pa.array(self.rows))
        normals = self.mentions.column("normal").cast(pa.string()).take(pa.array(self.rows))
        likely = pc.match_substring_regex(sentences, rf"(?:{'|'.join(REGION.values())}) [А-ЯЁ]")
        same = pc.equal(self.texts, normals)
        for place in np.flatnonzero(pc.and_(likely, same).to_numpy()).tolist():
            sentence, text = sentences[place].as_py(), self.texts[place].as_py()
            for kind, forms in REGION.items():
                with_kind = rf"(?<!\w){forms} {re.escape(text)}(?!\w)"
                number = len(re.findall(with_kind, sentence))
                if number and number == sentence.count(text) and _is_another_region(kind, text):
                    found[int(self.rows[place])] = kind
        return found

    def villages(self) -> list[int]:
        """Return the rows of the villages: by a word before their name, or a district behind."""
        found = []
        if "sentence" in self.mentions.column_names:
            sentences = self.mentions.column("sentence").cast(pa.string()).take(pa.array(self.rows))
            likely = pc.match_substring_regex(sentences, rf"{VILLAGE} ?[А-ЯЁ]")
            for place in np.flatnonzero(likely.to_numpy()).tolist():
                text = re.escape(self.texts[place].as_py())
                if re.search(rf"(?<!\w){VILLAGE} ?{text}(?!\w)", sentences[place].as_py()):
                    found.append(int(self.rows[place]))
        followed = np.flatnonzero(
            (self.documents[1:] == self.documents[:-1]) & (self.starts[1:] - self.ends[:-1] == 1)
        )
        normals = self.mentions.column("normal")
        for place in followed.tolist():
            key = name_key(normals[int(self.rows[place + 1])].as_py())
            if is_district(key):
                town = name_key(normals[int(self.rows[place])].as_py())
                if all(word[:SHARED_START] != key[:SHARED_START] for word in town.split()):
                    found.append(int(self.rows[place]))
        return found


def _is_another_region(kind: str, name: str) -> bool:
    """Return whether a name means a town or country, and with a word before it a part of one."""
    alone, region = link("LOC", name), link("LOC", f"{kind} {name}")
    if alone is None or region is None or region.iso is None:
        return False
    return alone.iso in (None, alone.country)


def place_corrections(
    mentions: pa.Table, documents: np.ndarray, labels: np.ndarray, label_values: Sequence[str]
) -> tuple[dict[int, str], list[int], dict[int, str]]:
    """Return the normal forms of regions that share a noun, villages, and words before regions.

    All are by row of the mention.

    Args:
        mentions: in the order of the text, outer mentions first.
        documents: (mentions,) number of the document.
        labels: (mentions,) number of the label.
        label_values: the labels.
    """
    if "LOC" not in label_values or not {"text", "start", "end"} <= set(mentions.column_names):
        return {}, [], {}
    places = Places(mentions, documents, labels == label_values.index("LOC"))
    return places.region_normals(), places.villages(), places.regions()
