"""Run models of any kind on texts and return the mentions that they predict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any, NamedTuple, Union

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from imena.components.compose import names
from imena.errors import UsageError
from imena.models import load
from imena.spans import outermost

AS_IT_IS = "as it is"  # the only convention of a model that is not imena's
COMPOSING = {"imena_lemmatise", "imena_compose"}


class Prediction(NamedTuple):
    """A predicted mention and its score, if the model has one."""

    start: int
    end: int
    label: str
    score: float | None = None


Drawn = dict[str, list[Prediction]]  # by convention, in text order
Reader = Callable[[str], Iterable[Sequence[Any]]]
Model = Union[str, Language, Reader]  # noqa: UP007 - evaluated on Python 3.10


@dataclass(frozen=True)
class System:
    """A model with its name in the tables."""

    name: str
    model: Language | Reader

    def read(self, texts: Sequence[str]) -> Iterator[Drawn]:
        """Yield the predictions for each text.

        Raises:
            UsageError: the model returned something that is not a span of the text.
        """
        if not isinstance(self.model, Language):
            for number, text in enumerate(texts, 1):
                where = f"{self.name}, text {number}"
                yield {AS_IT_IS: _checked(self.model(text), text, where)}
            return
        factories = {self.model.get_pipe_meta(name).factory for name in self.model.pipe_names}
        for doc in self.model.pipe(texts):
            yield _by_convention(doc) if factories >= COMPOSING else {AS_IT_IS: _ents(doc.ents)}


def systems(models: Model | Iterable[Model] | Mapping[str, Model]) -> list[System]:
    """Name one model, several, or several with names of your own.

    Raises:
        UsageError: there is none, or one of them is not a model.
    """
    if isinstance(models, Mapping):
        named = [(str(name), model) for name, model in models.items()]
    else:
        several = list(models) if isinstance(models, (list, tuple)) else [models]
        named = [(_name(model), model) for model in several]
    if not named:
        raise UsageError('there is no model to score: give at least one, e.g. model="ru_imena_sm"')
    given = [name for name, _ in named]
    return [
        System(name if name not in given[:n] else f"{name}#{given[: n + 1].count(name)}", _load(m))
        for n, (name, m) in enumerate(named)
    ]


def _name(model: Any) -> str:
    if isinstance(model, str):
        return model
    if isinstance(model, Language):
        return f"{model.lang}_{model.meta['name']}"
    return str(getattr(model, "__name__", type(model).__name__))


def _load(model: Any) -> Language | Reader:
    if isinstance(model, str):
        return load(model, exclude=["normalise"])
    if not callable(model):
        raise UsageError(
            f"{model!r} is not a model: give the name of a model, a spaCy pipeline, or a function "
            "that takes a text and returns (start, end, label) for each mention"
        )
    return model


def _by_convention(doc: Doc) -> Drawn:
    nested = _ents(names(doc))
    outer = outermost(nested, lambda found: (found.start, found.end))
    return {"flat": _ents(doc.ents), "outer": outer, "nested": nested}


def _ents(ents: Iterable[SpacySpan]) -> list[Prediction]:
    scored = SpacySpan.has_extension("score")
    return [
        Prediction(ent.start_char, ent.end_char, ent.label_, ent._.score if scored else None)
        for ent in ents
    ]


def _checked(spans: Iterable[Sequence[Any]], text: str, where: str) -> list[Prediction]:
    if not isinstance(spans, Iterable):
        raise UsageError(
            f"{where}: {spans!r} is not a list: return (start, end, label) for each mention"
        )
    found = []
    for span in spans:
        try:
            start, end, label, *rest = span
            one = Prediction(index(start), index(end), str(label), _score(*rest))
        except (TypeError, ValueError) as error:
            raise UsageError(
                f"{where}: {span!r} is not a mention: return (start, end, label), or (start, end, "
                "label, score) with a score between 0 and 1"
            ) from error
        if not 0 <= one.start < one.end <= len(text):
            raise UsageError(
                f"{where}: {span!r} is outside the text of {len(text)} characters: offsets count "
                "code points from 0, and the end is exclusive"
            )
        found.append(one)
    return sorted(found, key=lambda one: (one.start, -one.end, one.label))


def _score(score: Any = None, *_: Any) -> float | None:
    """Return a valid score, or None if there is none."""
    if score is None:
        return None
    if not 0 <= float(score) <= 1:
        raise ValueError(f"{score!r} is not a score")
    return float(score)
