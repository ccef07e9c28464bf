"""What goes over the wire: the requests that the API takes and the answers that it gives."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator

from imena import schema
from imena.corpus import document as corpus
from imena.problems import Problem, problem
from imena.web import corrections
from imena.web.limits import MAX_CHARS, MAX_CORRECTIONS, MAX_DOCUMENTS, MAX_NAME

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Names = Annotated[list[Name], Field(min_length=1, max_length=MAX_CORRECTIONS)]
Label = Literal["PER", "ORG", "LOC"]
Text = Annotated[str, Field(max_length=MAX_CHARS)]
STRICT = ConfigDict(extra="forbid")
TYPES: dict[pa.DataType, Any] = {
    pa.string(): str,
    pa.int32(): int,
    pa.float32(): float,
    pa.list_(pa.string()): list[str],
    schema.CATEGORY: str,
}


class Who(BaseModel):
    """An entity as the table showed it."""

    model_config = STRICT
    label: Label
    name: Name
    names: Names = Field(description="the normal forms of its mentions, most frequent first")

    def plain(self) -> corrections.Who:
        """Without pydantic."""
        return corrections.Who(self.label, self.name, tuple(self.names))


class Rename(BaseModel):
    """The entity is called otherwise."""

    model_config = STRICT
    action: Literal["rename"]
    entity: Who
    to: Name

    def plain(self) -> corrections.Correction:
        """Without pydantic."""
        return corrections.Rename(self.entity.plain(), self.to)


class Relabel(BaseModel):
    """The entity is a person, an organisation, a place."""

    model_config = STRICT
    action: Literal["label"]
    entity: Who
    label: Label

    def plain(self) -> corrections.Correction:
        """Without pydantic."""
        return corrections.Relabel(self.entity.plain(), self.label)


class Merge(BaseModel):
    """The two are one, which is called, and is, what the first is."""

    model_config = STRICT
    action: Literal["merge"]
    entity: Who
    other: Who

    def plain(self) -> corrections.Correction:
        """Without pydantic."""
        return corrections.Merge(self.entity.plain(), self.other.plain())


class Split(BaseModel):
    """One of its names is another entity."""

    model_config = STRICT
    action: Literal["split"]
    entity: Who
    name: Name

    def plain(self) -> corrections.Correction:
        """Without pydantic."""
        return corrections.Split(self.entity.plain(), self.name)


class Ignore(BaseModel):
    """Some or all of its names are no names."""

    model_config = STRICT
    action: Literal["ignore"]
    entity: Who
    names: Names

    def plain(self) -> corrections.Correction:
        """Without pydantic."""
        return corrections.Ignore(self.entity.plain(), tuple(self.names))


Correction = Annotated[Rename | Relabel | Merge | Split | Ignore, Field(discriminator="action")]


class Corrected(BaseModel):
    """A dictionary to begin with, and what was corrected since."""

    model_config = STRICT
    dictionary: str | dict[str, Any] | None = Field(
        None, description="your own names: the YAML of such a file, or what it says as an object"
    )
    corrections: list[Correction] = Field(default=[], max_length=MAX_CORRECTIONS)


def _meaning(column: str) -> str:
    """What a column of the table of documents has."""
    return schema.DOCUMENTS.field(column).metadata[b"meaning"].decode()


def _about(column: str) -> Any:
    """A field of a text that its reader says of it, and its table repeats."""
    return Field(None, description=_meaning(column))


def _object(value: str) -> str:
    """The JSON of an object, unchanged."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise ValueError("is not the JSON of an object")
    return value


class TextDocument(BaseModel):
    """One text of several. With an error it is one that could not be read, and only listed."""

    model_config = STRICT
    doc_id: Name
    text: Text
    source: Text | None = _about("source")
    encoding: Text | None = _about("encoding")
    meta: Annotated[Text, AfterValidator(_object)] | None = _about("meta")
    error: Text | None = _about("error")
    note: Text | None = _about("note")
    problems: Annotated[Text, AfterValidator(_object)] | None = _about("problems")
    date: Text | None = _about("date")
    title: Text | None = _about("title")

    def plain(self) -> corpus.Document:
        """As `imena.extract` takes it."""
        meta = json.loads(self.meta or "{}")
        error, note = (self._problem(column) for column in ("error", "note"))
        about = (self.source, self.encoding, meta, error, note, self.date, self.title)
        return corpus.Document(self.doc_id, self.text, *about)

    def _problem(self, column: str) -> Problem | None:
        """Return the error or the note as data; a text without data is taken as it is."""
        text = getattr(self, column)
        if text is None:
            return None
        found = Problem.from_dict(json.loads(self.problems or "{}").get(column))
        return found or problem("other", error=text)


class Question(Corrected):
    """A text, or several, and how to read them."""

    text: Text | None = None
    documents: list[TextDocument] | None = Field(
        None, min_length=1, max_length=MAX_DOCUMENTS, description="instead of text"
    )
    spans: Literal["nested", "outer", "flat"] = Field(
        "nested",
        description="full names and the names inside them, full names only, or short ones",
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Question:
        if (self.text is None) == (self.documents is None):
            raise ValueError("give either text or documents")
        if sum(len(document.text) for document in self.documents or ()) > MAX_CHARS:
            raise ValueError(f"the texts have more than {MAX_CHARS:,} characters together")
        return self

    def plain(self) -> list[corpus.Document]:
        """The documents, as `imena.extract` takes them."""
        if self.documents is not None:
            return [document.plain() for document in self.documents]
        return [corpus.Document("text", self.text or "")]


def _row(name: str, columns: pa.Schema, **more: Any) -> type[BaseModel]:
    """A row of a table, with the columns' types and meanings."""
    fields: dict[str, Any] = {}
    for column in columns:
        type_ = TYPES[column.type]
        meaning = column.metadata[b"meaning"].decode()
        fields[column.name] = (
            type_ | None if column.nullable else type_,
            Field(description=meaning),
        )
    meaning = "A row of its table."
    model: type[BaseModel] = create_model(name, __doc__=meaning, **fields, **more)
    return model


class NormalForm(BaseModel):
    """What some mentions of an entity are called in the nominative."""

    name: str
    n_mentions: int


Mention = _row("Mention", schema.MENTIONS)
Entity = _row(
    "Entity",
    schema.ENTITIES,
    names=(list[NormalForm], Field(description="normal forms, most frequent first")),
)


class Part(BaseModel):
    """A mention in the text, with what lies in it."""

    mention: int = Field(description="mention_id")
    continued: bool = Field(description="the rest of a mention that another one cuts")
    parts: list[str | Part]


class Block(BaseModel):
    """A paragraph of a page: pieces of text, and mentions."""

    zone: str | None = Field(description="null of the white space between two of them")
    copied: bool = Field(alias="copy", description="it repeats an earlier one")
    parts: list[str | Part]


class ReadDocument(BaseModel):
    """A text as it was read: what all offsets count in, by code points."""

    doc_id: str
    text: str
    source: str | None = Field(description=_meaning("source"))
    date: str | None = Field(description=_meaning("date"))
    title: str | None = Field(description=_meaning("title"))
    encoding: str | None = Field(description=_meaning("encoding"))
    meta: str | None = Field(description=_meaning("meta"))
    status: str = Field(description=_meaning("status"))
    error: str | None = Field(description=_meaning("error"))
    note: str | None = Field(description=_meaning("note"))
    problems: str | None = Field(description=_meaning("problems"))
    blocks: list[Block] = Field(description="the same text with its mentions, to be drawn")


class Answer(BaseModel):
    """What was found."""

    model: str
    documents: list[ReadDocument]
    mentions: list[Mention]  # type: ignore[valid-type]
    entities: list[Entity]  # type: ignore[valid-type]


class Health(BaseModel):
    """That the server answers."""

    status: Literal["ok"]
    version: str
    model: str


class Model(BaseModel):
    """A model that is installed."""

    name: str
    version: str
    description: str
    license: str
    megabytes: float
    used: bool = Field(description="whether this server uses it")


class ErrorAnswer(BaseModel):
    """What is wrong, and what to do."""

    error: str
    words: str = Field("", description="of some: the key of the page's own words for it")
    values: dict[str, str] = Field({}, description="of some: what stands in these words")
