"""Test predictions of pipelines and functions, and objects that are not models."""

import pytest
import spacy

from imena.errors import UsageError
from imena.evaluation.predict import AS_IT_IS, Prediction, systems

TEXT = "Минобороны России встретило Ивана Петрова в Баку."


def surfaces(found):
    return [TEXT[span.start : span.end] for span in found]


def test_a_pipeline_of_imena_marks_mentions_in_three_ways(nlp):
    (system,) = systems(nlp)
    (predicted,) = system.read([TEXT])
    assert surfaces(predicted["flat"]) == ["Минобороны", "России", "Ивана Петрова", "Баку"]
    assert surfaces(predicted["outer"]) == ["Минобороны России", "Ивана Петрова", "Баку"]
    assert surfaces(predicted["nested"])[:2] == ["Минобороны России", "России"]
    assert all(0 < span.score <= 1 for span in predicted["flat"])


def test_another_pipeline_predicts_its_entities():
    nlp = spacy.blank("ru")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Баку"}])
    (system,) = systems(nlp)
    assert system.name == "ru_pipeline"
    assert list(system.read([TEXT])) == [{AS_IT_IS: [Prediction(44, 48, "GPE", None)]}]


def test_a_function():
    def ner(text):
        return [(44, 48, "LOC", None), (28, 41, "PER", 0.5)]

    (system,) = systems(ner)
    assert system.name == "ner"
    assert list(system.read([TEXT])) == [
        {AS_IT_IS: [Prediction(28, 41, "PER", 0.5), Prediction(44, 48, "LOC", None)]}
    ]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ([(0, 4)], "is not a mention"),
        ([("a", 4, "PER")], "is not a mention"),
        ([3], "is not a mention"),
        ([(0, 4, "PER", 1.5)], "is not a mention.* a score between 0 and 1"),
        ([(0, 4, "PER", float("nan"))], "a score between 0 and 1"),
        (None, r"None is not a list: return \(start, end, label\)"),
        ([(0, 400, "PER")], "outside the text of 49 characters"),
        ([(4, 4, "PER")], "outside the text"),
    ],
)
def test_invalid_results_of_a_function(found, why):
    (system,) = systems(lambda text: found)
    with pytest.raises(UsageError, match=f"<lambda>, text 1.*{why}"):
        list(system.read([TEXT]))


def test_names_of_models():
    def ner(text):
        return []

    assert [system.name for system in systems([ner, ner])] == ["ner", "ner#2"]
    assert [system.name for system in systems({"first": ner, "second": ner})] == ["first", "second"]


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ([], "no model to score"),
        (3, "3 is not a model"),
        ("ru_imena_xl", "unknown model 'ru_imena_xl'"),
    ],
)
def test_an_invalid_model(model, why):
    with pytest.raises(UsageError, match=why):
        systems(model)
