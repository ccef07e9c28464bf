"""The names of one document, and their relations: owner, definition, similar spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from imena.entities.linking.linker import HOME_COUNTRY, country_of, link
from imena.entities.names.collect import DocumentName
from imena.entities.names.normal_forms import document_form, nominatives, surface_to_resolve
from imena.entities.names.organisation_parts import (
    has_short_name,
    is_state_body,
    parse_organisation,
)
from imena.entities.names.types import Name
from imena.entities.rules.main_persons import main_persons
from imena.forms.name_key import name_key

NeededNames = Mapping[int, set[int]]  # of a document, by index: the names that a name needs
SimilarNames = Mapping[tuple[str, str], set[str]]  # label and key: keys that may be misspellings


class Document:
    """The names of one document, by index, with what the document determines about them."""

    names: list[Name]
    by_label: dict[str, list[int]]
    countries: tuple[str, ...]  # that the document names, ISO codes in order
    is_regional: bool  # whether it names a part of a country
    defines: dict[int, set[int]]  # organisation in brackets: the full names before it
    owners: dict[int, int | str]  # organisation: the location at its end, or a country's ISO code
    similar: SimilarNames

    def __init__(
        self,
        names: Sequence[DocumentName],
        location_forms: Sequence[str | None],
        similar: SimilarNames,
        first: int,
    ) -> None:
        """Determine what the document alone says about its names.

        Args:
            names: of the document.
            location_forms: (names,) corrected normal forms of locations.
            similar: names that may be misspellings of each other, in any document.
            first: number of the document's first name, from which definitions count.
        """
        self.similar = similar
        self.by_label = defaultdict(list)
        for i, name in enumerate(names):
            self.by_label[name.label].append(i)
        normals = [form or name.normal for name, form in zip(names, location_forms, strict=True)]
        codes = (country_of(normals[i]) for i in self.by_label["LOC"] if not names[i].region_kind)
        self.countries = tuple(sorted({code for code in codes if code is not None}))
        self.is_regional = False
        attested_words = {
            word
            for i in self.by_label["PER"]
            if names[i].is_attested
            for word in names[i].key.split()
        }
        main = main_persons(names, self.by_label["PER"])
        self.names = []
        for i, (name, normal) in enumerate(zip(names, normals, strict=True)):
            if name.label == "LOC":
                self.names.append(self._location(name, normal))
            elif name.label == "PER":
                self.names.append(_person(name, attested_words, main.get(i)))
            else:
                self.names.append(organisation_name(name))
        organisations = self.by_label["ORG"]
        self.owners = self._owners(organisations)
        self._find_home_bodies(names)
        self.defines = {
            i: {full - first for full in names[i].defines}
            for i in organisations
            if names[i].defines
        }

    def _location(self, name: DocumentName, normal: str) -> Name:
        full = f"{name.region_kind} {normal}".strip()
        ids = link("LOC", full, dict.fromkeys(self.countries, 1))
        if ids is not None and ids.iso is not None and ids.iso != ids.country:
            self.is_regional = True
        location_id = ids.location_id if ids is not None else None
        if ids is not None and ids.iso is None and name.is_village:
            location_id = None  # the gazetteers have towns, of which some share a village's name
        return Name("LOC", normal, name_key(normal), location_id=location_id)

    def _find_home_bodies(self, names: Sequence[DocumentName]) -> None:
        """Give Russia the bodies that answer those of another state: «МИД ответил нотой»."""
        for i in self.by_label["ORG"]:
            body = parse_organisation(self.names[i]).body
            if names[i].replies and i not in self.owners and _is_in_the_news(body):
                owners = {
                    owner if isinstance(owner, str) else country_of(self.names[owner].normal)
                    for j, owner in self.owners.items()
                    if parse_organisation(self.names[j]).body == body
                }
                if owners and HOME_COUNTRY not in owners:
                    self.names[i] = self.names[i]._replace(is_home=True)
        for i in self.by_label["ORG"]:
            if self.names[i].is_home:
                self.owners[i] = HOME_COUNTRY

    def _owners(self, organisations: Sequence[int]) -> dict[int, int | str]:
        locations = {self.names[i].normal: i for i in self.by_label["LOC"]}
        owners: dict[int, int | str] = {}
        for i in organisations:
            name = self.names[i]
            location = None
            if name.ending_location is not None:
                location = locations.get(name.ending_location)
            country = parse_organisation(name).country
            if location is not None:
                owners[i] = location
            elif country is not None:
                owners[i] = country
        return owners


def _is_in_the_news(body: str) -> bool:
    """Return whether every state has a body, which is usually called by a short name: МИД."""
    return is_state_body(body) and has_short_name(body)


def organisation_name(name: DocumentName) -> Name:
    """Return an organisation's name, with the location at its end."""
    return Name(name.label, name.normal, name.key, name.ending_location)


def _person(name: DocumentName, attested_words: set[str], main: str | None) -> Name:
    """Return a person's name, with what other names of its document say about its normal form."""
    form = None
    if not name.is_attested and len(name.surface.split()) == 1:
        possible = nominatives(name.surface, "PER")[0] if attested_words else ()
        form = document_form(name.key, name.normal, name.surface, possible, attested_words)
    surface = ""
    if form is None:
        surface = surface_to_resolve(name.surface, is_attested=name.is_attested)
    return Name(
        "PER",
        name.normal,
        name.key,
        surface=surface,
        is_attested=name.is_attested,
        document_form=form,
        gender=name.gender,
        main=main,
    )


def no_names(document: Document) -> NeededNames:
    """Return the needed names of a rule that looks at single names and at the corpus only."""
    return {}
