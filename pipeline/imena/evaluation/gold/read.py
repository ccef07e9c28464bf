"""Read gold of any format: recognise it, check offsets and map labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import index
from pathlib import Path
from typing import Any

from imena.errors import UsageError
from imena.evaluation.gold import brat, conll, docbin, jsonl, label_studio
from imena.evaluation.gold.document import Gold, GoldDocument, UncheckedDocument
from imena.evaluation.gold.files import read_json
from imena.evaluation.gold.labels import mapped, mapping
from imena.evaluation.spans import LABELS, Span
from imena.storage.disk_set import UniqueIds

JSON = (".jsonl", ".ndjson", ".json")
CONLL = (
    *(".conll", ".conll2003", ".conllu", ".iob", ".iob2", ".bio", ".bioes"),
    *(".tsv", ".txt"),
)
# lone surrogates, which JSON can contain but tables and pages cannot
HALF_PAIRS = re.compile("[\ud800-\udfff]")
FORMATS = (
    f"JSON of imena's, Doccano's, Prodigy's or Label Studio's form ({', '.join(JSON)}), a spaCy "
    f"DocBin (.spacy), CoNLL ({', '.join(CONLL)}) or a folder of brat's .txt and .ann"
)
Own = Mapping[str, str] | Iterable[str] | None


def read_gold(path: str | Path, *, spans: str = "flat", labels: Own = None) -> Gold:
    """Read gold of any format that `docs/evaluation.md` lists.

    Args:
        path: a file, or a folder of brat files.
        spans: the convention to score, for formats that contain more than one.
        labels: additional names of labels, ``{"FAC": "LOC"}``.

    Raises:
        UsageError: the path cannot be read, or something in it is wrong; the message names the
            line.
    """
    path = Path(path)
    if not path.exists():
        raise UsageError(f"{path} does not exist: check the path")
    names = mapping(labels)
    return _checked(_marked_in(path, spans, names), names, str(path))


def gold_of(pairs: Iterable[Any], *, labels: Own = None) -> Gold:
    """Make gold from (text, spans) pairs, or from documents that `read_gold` returned.

    Raises:
        UsageError: an item is not such a pair, or a span is outside its text.

    >>> gold_of([("Он в Баку", [(5, 9, "GPE")])])[0].spans
    ((5, 9, 'LOC'),)
    """
    return _checked(map(_marked, pairs, _numbers()), mapping(labels), "the gold")


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield (number := number + 1)


def _marked(pair: Any, number: int) -> UncheckedDocument:
    where = f"gold document {number}"
    if isinstance(pair, GoldDocument):
        return UncheckedDocument(pair.text, pair.spans, pair.doc_id or str(number), where)
    try:
        text, spans = pair
        drawn = tuple((index(start), index(end), str(label)) for start, end, label in spans)
        if not isinstance(text, str):
            raise TypeError(f"the text is {text!r}")
    except (TypeError, ValueError) as error:
        raise UsageError(f'{where} must be (text, [(start, end, "PER"), …]): {error}') from error
    return UncheckedDocument(text, drawn, str(number), where)


def _marked_in(path: Path, spans: str, names: Mapping[str, str]) -> Iterable[UncheckedDocument]:
    """Choose the reader by the form of the path."""
    suffix = path.suffix.lower()
    if path.is_dir():
        if next(path.rglob("*.ann"), None) is None:
            raise UsageError(f"the folder {path} contains no .ann files: gold is {FORMATS}")
        return brat.read(path, names)
    if suffix == ".ann" or (suffix == ".txt" and path.with_suffix(".ann").exists()):
        return brat.read(path, names)
    if suffix == ".spacy":
        return docbin.read(path, spans)
    if suffix in JSON:
        records = read_json(path, jsonl.FORM)
        tasks = any(label_studio.is_task(record.value) for record in records)
        return label_studio.read(records) if tasks else jsonl.read(records)
    if suffix in CONLL:
        return conll.read(path)
    raise UsageError(f"the format of {path} is not known: gold is {FORMATS}")


def _checked(marked: Iterable[UncheckedDocument], names: Mapping[str, str], source: str) -> Gold:
    documents: list[GoldDocument] = []
    remarks: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    ids = UniqueIds()
    for one in marked:
        remarks.update(one.remarks)
        if one.spans is None:
            continue
        spans = []
        for start, end, label in one.spans:
            if not 0 <= start < end <= len(one.text):
                raise UsageError(
                    f"{one.where}: the span [{start}, {end}, {label!r}] is outside the text of "
                    f"{len(one.text)} characters: offsets count code points from 0, and the end "
                    "is exclusive"
                )
            ours = mapped(label, names)
            if ours is None:
                left_out[_whole(label)] += 1
            else:
                spans.append((start, end, ours))
        doc_id = ids.unique(_whole(one.doc_id))
        documents.append(GoldDocument(_whole(one.text), _ordered(spans), doc_id))
    _check_any(documents, remarks, left_out, source)
    notes = [f"{remark}: {n:,}" for remark, n in remarks.items()]
    if left_out:
        kinds = ", ".join(f"{label} {n:,}" for label, n in left_out.most_common())
        notes.append(f"gold labels other than {', '.join(LABELS)}, left out: {kinds}")
    return Gold(tuple(documents), tuple(notes))


def _whole(text: str) -> str:
    """Replace lone surrogates, which keeps the length of the text."""
    return HALF_PAIRS.sub("\ufffd", text)


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return distinct spans in text order, outer ones before those inside them."""
    return tuple(sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])))


def _check_any(
    documents: list[GoldDocument], remarks: Counter[str], left_out: Counter[str], source: str
) -> None:
    if not documents:
        why = f" ({'; '.join(remarks)})" if remarks else ""
        raise UsageError(f"{source} has no annotated documents{why}: annotate some mentions first")
    if left_out and not any(document.spans for document in documents):
        raise UsageError(
            f"{source} has only the labels {', '.join(sorted(left_out))}, none of which is known "
            f"as {', '.join(LABELS)}: map them, e.g. --map {min(left_out)}=PER"
        )
