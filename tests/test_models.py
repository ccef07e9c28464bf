"""The pipeline packages: how they load, save, and serve as parts of other pipelines."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import DocBin

import imena
import ru_imena_sm
from imena.errors import MissingExtraError, UsageError
from imena.models import installed
from imena.nets.encoder import read_encoder

TEXT = "Начальник Генштаба РФ Валерий Герасимов прилетел в Баку."


def answer(nlp):
    doc = nlp(TEXT)
    return [(ent.text, ent.label_, ent._.normal) for ent in doc.ents], [t.lemma_ for t in doc]


def test_both_ways_to_load_give_the_same_pipeline(nlp):
    other = ru_imena_sm.load()
    assert other.pipe_names == nlp.pipe_names
    assert other.config == nlp.config
    assert other.meta["version"] == ru_imena_sm.__version__ == imena.__version__
    assert answer(other) == answer(nlp)


def test_to_disk_and_back(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert answer(again) == answer(nlp)
    assert again.max_length == nlp.max_length


def test_the_package_folder_is_a_model_path(nlp):
    assert answer(spacy.load(ru_imena_sm.__path__[0])) == answer(nlp)


def test_to_bytes_and_back(nlp):
    again = spacy.blank("ru", config={"nlp": {"tokenizer": nlp.config["nlp"]["tokenizer"]}})
    for name in nlp.pipe_names:
        again.add_pipe(nlp.get_pipe_meta(name).factory, name=name)
    assert answer(again.from_bytes(nlp.to_bytes())) == answer(nlp)


def test_factories_work_in_anybodys_pipeline():
    code = (
        "import spacy; nlp = spacy.blank('ru')\n"
        "for name in ('segment', 'morph', 'lemmatise', 'recognise', 'normalise'):\n"
        "    nlp.add_pipe('imena_' + name)\n"
        f"print([e._.normal for e in nlp({TEXT!r}).ents])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "['Генштаб', 'РФ', 'Валерий Герасимов', 'Баку']"


def test_overrides_reach_spacy():
    nlp = imena.load(exclude=["normalise"], disable=["lemmatise"])
    assert "normalise" not in nlp.component_names
    assert nlp.disabled == ["lemmatise"]


def test_docs_go_through_a_docbin(nlp):
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again.text == TEXT
    assert [ent._.normal for ent in again.ents] == [ent._.normal for ent in doc.ents]
    assert [token.lemma_ for token in again] == [token.lemma_ for token in doc]


def test_memory_zones():
    own = imena.load()
    for _ in range(2):
        with own.memory_zone():
            entities, lemmas = answer(own)
    assert entities[2] == ("Валерий Герасимов", "PER", "Валерий Герасимов")
    assert lemmas[0] == "начальник"


def test_an_unknown_model():
    with pytest.raises(UsageError, match="ru_imena_sm"):
        imena.load("ru_core_news_lg")


def test_installed_models():
    models = {model.name: model for model in installed()}
    assert list(models) == ["ru_imena_sm", "ru_imena_lg"]
    assert all(model.performance["ents"] for model in models.values())
    fast, accurate = (model.megabytes for model in models.values())
    assert 1 < fast < fast + 30 < accurate < fast + 40


def test_the_accurate_model_is_the_fast_one_with_an_encoder(nlp, nlp_lg, tmp_path):
    assert nlp_lg.pipe_names == nlp.pipe_names
    assert nlp_lg.config["components"]["recognise"]["encoder"] == "ru_imena_lg"
    assert answer(nlp_lg) == answer(nlp)
    nlp_lg.to_disk(tmp_path / "model")
    assert answer(spacy.load(tmp_path / "model")) == answer(nlp_lg)


def test_the_accurate_model_gives_the_same_in_any_batch(nlp_lg, page):
    parts = [page[i : i + 700] for i in range(0, len(page), 700)]
    together = [[(e.text, e.label_, e._.score) for e in doc.ents] for doc in nlp_lg.pipe(parts)]
    alone = [[(e.text, e.label_, e._.score) for e in nlp_lg(part).ents] for part in parts]
    for ours, theirs in zip(together, alone, strict=True):
        assert [e[:2] for e in ours] == [e[:2] for e in theirs]
        assert [e[2] for e in ours] == pytest.approx([e[2] for e in theirs], abs=1e-3)


def test_the_accurate_model_without_onnxruntime(monkeypatch):
    read_encoder.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r'pip install "imena\[lg\]"'):
        imena.load("ru_imena_lg")
