"""The requests that the API takes and the answers that it gives, as pydantic models."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator

from imena import schema
from imena.corpus import document as corpus
from imena.problems import Problem, problem
from imena.web.corrections import Correction, Name
from imena.web.limits import MAX_CHARS, MAX_CORRECTIONS, MAX_DOCUMENTS

Text = Annotated[str, Field(max_length=MAX_CHARS)]
STRICT = ConfigDict(extra="forbid")
TYPES: dict[pa.DataType, Any] = {
    pa.string(): str,
    pa.int32(): int,
    pa.float32(): float,
    pa.list_(pa.string()): list[str],
    schema.CATEGORY: str,
}


class Corrected(BaseModel):
    """A dictionary, and the corrections to apply to it."""

    model_config = STRICT
    dictionary: str | dict[str, Any] | None = Field(
        None, description="your own names: the YAML of such a file, or what it says as an object"
    )
    corrections: list[Annotated[Correction, Field(discriminator="action")]] = Field(
        default=[], max_length=MAX_CORRECTIONS
    )


def _meaning(column: str) -> str:
    """Return the meaning of a column of the table of documents."""
    return schema.DOCUMENTS.field(column).metadata[b"meaning"].decode()


def _about(column: str) -> Any:
    """Make a field for a column that the reader of a document filled in."""
    return Field(None, description=_meaning(column))


def _object(value: str) -> str:
    """Check that a string is the JSON of an object."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise ValueError("is not a JSON object")
    return value


class TextDocument(BaseModel):
    """One of several texts. With an error, it is one that could not be read and is only listed."""

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
        """Convert to the document that `imena.extract` takes."""
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
    """One or several texts, and how to extract from them."""

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
            raise ValueError(f"the texts have more than {MAX_CHARS:,} characters in total")
        return self

    def plain(self) -> list[corpus.Document]:
        """Convert to the documents that `imena.extract` takes."""
        if self.documents is not None:
            return [document.plain() for document in self.documents]
        return [corpus.Document("text", self.text or "")]


def _row(name: str, columns: pa.Schema, **more: Any) -> type[BaseModel]:
    """Make a model for the rows of a table, with the types and meanings of its columns."""
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
    """A normal form of some mentions of an entity."""

    name: str
    n_mentions: int


Mention = _row("Mention", schema.MENTIONS)
Entity = _row(
    "Entity",
    schema.ENTITIES,
    names=(list[NormalForm], Field(description="normal forms, most frequent first")),
)


class Part(BaseModel):
    """A mention in the text with the parts inside it."""

    mention: int = Field(description="mention_id")
    continued: bool = Field(description="the rest of a mention that another one cuts")
    parts: list[str | Part]


class Block(BaseModel):
    """A paragraph of a page: pieces of text, and mentions."""

    zone: str | None = Field(description="null of the white space between two of them")
    copied: bool = Field(alias="copy", description="it repeats an earlier one")
    parts: list[str | Part]


class ReadDocument(BaseModel):
    """A text as it was read. All offsets are code points of it."""

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
    """The tables of an extraction."""

    model: str
    documents: list[ReadDocument]
    mentions: list[Mention]  # type: ignore[valid-type]
    entities: list[Entity]  # type: ignore[valid-type]


class Health(BaseModel):
    """The state of the server."""

    status: Literal["ok"]
    version: str
    model: str


class Model(BaseModel):
    """An installed model."""

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
