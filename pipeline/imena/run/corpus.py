"""A corpus of any size in, a folder of tables out: part by part, and on from where it stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from imena.corpus.document import Document
from imena.corpus.duplicates import originals
from imena.corpus.parts import Part, fingerprint, to_table
from imena.entities.aggregate import Aggregate
from imena.entities.counts import entity_table
from imena.entities.dictionary import Dictionary
from imena.entities.who import who_is_who
from imena.errors import RunError, UsageError
from imena.run.digest import InputDigest
from imena.run.folder import Folder
from imena.run.journal import counts_so_far
from imena.run.lock import locked
from imena.run.manifest import manifest
from imena.run.part import Record, assign_part, extract_part, work_name
from imena.run.settings import Settings
from imena.tables.folder import MANIFEST, OWN_NAMES, SUCCESS, WORK, file_name

UNFINISHED, COMPLETE = "unfinished", "complete"
REMEDY = "add --overwrite (overwrite=True) to replace it, or write to another folder"


@dataclass(slots=True)
class Status:
    """How far a run is."""

    stage: str = "starting"
    documents: int = 0
    characters: int = 0
    mentions: int = 0
    failed: int = 0
    size: int = 0  # bytes of input that are done
    total: int | None = None  # bytes of all input, once they are known
    kept: int = 0  # of the documents, those that an earlier run did

    def add(self, record: Record, *, kept: bool = False) -> None:
        """Count a part that is done."""
        self.documents += record.documents
        self.characters += record.characters
        self.mentions += record.mentions
        self.failed += record.status.get("failed", 0)
        self.size += record.size
        self.kept += record.documents * kept


Progress = Callable[[Status], None]
Call = tuple[Any, ...]


class Engine(Protocol):
    """What has the parts of a corpus done: processes of this machine, or a cluster."""

    def prepared(self) -> Any:
        """What a worker says of itself, see `imena.run.part.prepare`."""

    def run(
        self,
        function: Callable[..., Any],
        calls: Iterable[Call],
        tick: Callable[[Sequence[Call]], None] | None = None,
    ) -> Iterator[Any]:
        """The results of the calls as they are done; a call whose worker dies is made again."""


@dataclass
class Run:
    """One run into a folder."""

    folder: Folder
    settings: Settings
    engine: Engine
    progress: Progress = lambda status: None
    status: Status = field(default_factory=Status)
    records: dict[int, Record] = field(default_factory=dict)  # parts that are done, by number

    def __call__(
        self,
        parts: Iterable[Part],
        total_size: Callable[[], int] | None = None,
        *,
        overwrite: bool = False,
    ) -> dict[str, Any]:
        """Work through the parts of a corpus; gives the manifest.

        A folder with a part of the tables of the same run is completed, one with all of them is
        left as it is.

        Args:
            parts: what there is to do, the same at each run.
            total_size: finds out how large the input is; called in a thread.
            overwrite: begin anew, whatever the folder holds.

        Raises:
            UsageError: the folder is in use, or holds the tables of another run or other input.
            RunError: the run had to stop; it can be gone on with.
        """
        with locked(self.folder):
            try:
                return self._run(parts, total_size, overwrite)
            except OSError as error:
                raise RunError(
                    f"cannot go on in {self.folder}: {error.strerror or error}: make room "
                    "there, or whatever it lacks, and run the same command again: it goes on from "
                    "where it is"
                ) from error

    def _run(
        self, parts: Iterable[Part], total_size: Callable[[], int] | None, overwrite: bool
    ) -> dict[str, Any]:
        self._say("loading the model")
        about = self.engine.prepared()
        before = self._begin(about, overwrite)
        if total_size is not None:
            threading.Thread(target=self._measure, args=(total_size,), daemon=True).start()
        if before == COMPLETE:
            for _ in self._to_do(parts, complete=True):
                pass
            known: dict[str, Any] = self.folder.read_json(MANIFEST)
            self._clear()
            return known
        try:
            self._extract(parts)
            self._resolve()
            written = self._finish(about)
        except BaseException:
            with suppress(OSError):
                self._write_manifest(about, UNFINISHED)
            raise
        return written

    def _begin(self, about: dict[str, Any], overwrite: bool) -> str | None:
        """Look at what the folder holds: nothing, a run to go on with or one that is complete."""
        held = None if overwrite else self.folder.read_json(MANIFEST)
        if held is None:
            for name in OWN_NAMES:
                self.folder.delete(name)
            tables = ("mentions", "documents", *(["tokens"] if self.settings.tokens else []))
            for name in (WORK, *map(file_name, tables)):
                self.folder.make(name)
            self._write_manifest(about, UNFINISHED)
            return None
        if held.get("state") not in (UNFINISHED, COMPLETE) or held.get("filtered"):
            raise UsageError(
                f"{self.folder} holds tables that were written by Tables.write: {REMEDY}"
            )
        wanted = {**about, "options": self.settings.to_dict()}
        other = [what for what, value in wanted.items() if held.get(what) != value]
        if other:
            raise UsageError(
                f"{self.folder} holds a run with {_differences(held, wanted, other)}: {REMEDY}"
            )
        if held.get("state") == COMPLETE:
            self.records = {one["number"]: Record(**one) for one in held["parts"]}
            return COMPLETE
        self.folder.delete(SUCCESS)
        self.folder.make(WORK)
        for name in self.folder.names(WORK):
            number, _, kind = name.removeprefix("part-").partition(".")
            if kind == "json":
                self.records[int(number)] = Record(**self.folder.read_json(f"{WORK}/{name}"))
            elif kind == "at.json":  # its worker did not die of it but was stopped
                self.folder.delete(f"{WORK}/{name}")
        return UNFINISHED

    def _extract(self, parts: Iterable[Part]) -> None:
        self._say("finding names")
        calls = self._to_do(parts)
        for record in self.engine.run(extract_part, calls, self._tick):
            self.records[record.number] = record
            self.status.add(record)
            self._say()

    def _to_do(self, parts: Iterable[Part], *, complete: bool = False) -> Iterator[Call]:
        """The calls for the parts that are not done; those that are have to be the same as then."""
        n = 0
        for part in parts:
            n += 1
            mark = fingerprint(part)
            known = self.records.get(part.number)
            if known is not None and known.fingerprint == mark:
                self.status.add(known, kept=True)
                self._say()
            elif known is not None or complete:
                self._refuse(f"from {_name(part)} on")
            else:
                self.folder.write_table(
                    work_name(part.number, "input.parquet"), to_table(part.items)
                )
                yield self.folder, part.number, mark, part.size, self.settings
        if any(number >= n for number in self.records):
            self._refuse("there is less of it")

    def _refuse(self, where: str) -> None:
        raise UsageError(f"the input is not what {self.folder} was made of, {where}: {REMEDY}")

    def _resolve(self) -> None:
        """Decide who is who, and tell each part."""
        self._say("deciding who is who")
        numbers = sorted(self.records)
        dictionary = Dictionary.from_dict(self.settings.to_dict()["dictionary"])
        aggregate = Aggregate()
        for number in numbers:
            aggregate.add(self.folder.read_table(work_name(number, "names.parquet")))
            self._say()
        entities = who_is_who(aggregate.names(), dictionary)
        for number in numbers:
            digests = self.folder.read_table(work_name(number, "names.parquet"), ["digest"])
            who = entities.of(aggregate.find(digests))
            self.folder.write_table(work_name(number, "who.parquet"), who)
            self._say()
        if self.settings.duplicates:
            signatures = (
                self.folder.read_table(work_name(n, "signatures.parquet")) for n in numbers
            )
            for number, found in zip(numbers, originals(signatures), strict=True):
                table = pa.table({"duplicate_of": pa.array(found, pa.string())})
                self.folder.write_table(work_name(number, "originals.parquet"), table)
        self._say("writing")
        calls = ((self.folder, number, self.settings) for number in numbers)
        for _ in self.engine.run(assign_part, calls):
            self._say()
        counts = (self.folder.read_table(work_name(n, "counts.parquet")) for n in numbers)
        self.folder.write_table(file_name("entities"), entity_table(counts, entities.table))

    def _finish(self, about: dict[str, Any]) -> dict[str, Any]:
        written = self._write_manifest(about, COMPLETE)
        self.folder.write_empty(SUCCESS)
        self._clear()
        return written

    def _clear(self) -> None:
        self.folder.delete(WORK)
        self._say("done")

    def _write_manifest(self, about: dict[str, Any], state: str) -> dict[str, Any]:
        digest, status, counts = InputDigest(), dict[str, int](), dict[str, int]()
        for number in sorted(self.records):
            record = self.records[number]
            digest.merge(record.digest)
            for name, n in record.status.items():
                status[name] = status.get(name, 0) + n
        counts = {"mentions": self.status.mentions, "documents": digest.documents}
        if state == COMPLETE:
            for table in ("entities", *(["tokens"] if self.settings.tokens else [])):
                counts[table] = self.folder.rows(file_name(table))
        made = manifest(about, self.settings.to_dict(), digest, counts, status)
        made |= {"state": state, "parts": [asdict(self.records[n]) for n in sorted(self.records)]}
        self.folder.write_json(MANIFEST, made)
        return made

    def _measure(self, total_size: Callable[[], int]) -> None:
        with suppress(OSError, UsageError):  # the run itself says what is wrong
            self.status.total = total_size()

    def _tick(self, calls: Sequence[Call]) -> None:
        """Say what the workers have found in the parts that they are at work on."""
        if self.folder.local is None:
            return
        now = Status(**asdict(self.status))
        for _, number, *_ in calls:
            counts = counts_so_far(self.folder, number)
            for name, n in counts.items():
                setattr(now, name, getattr(now, name) + n)
        self.progress(now)

    def _say(self, stage: str | None = None) -> None:
        self.status.stage = stage or self.status.stage
        self.progress(self.status)


def _name(part: Part) -> str:
    """What a part begins with."""
    if not part.items:
        return "its beginning"
    first = part.items[0]
    return first.doc_id if isinstance(first, Document) else first.name


def _differences(held: dict[str, Any], wanted: dict[str, Any], other: list[str]) -> str:
    """What another run was made with, in words."""
    found = []
    for what in other:
        one, two = held.get(what), wanted[what]
        if isinstance(one, dict) and isinstance(two, dict):
            names = sorted(k for k in {**one, **two} if one.get(k) != two.get(k))
            found += [f"{name} {one.get(name)!r} instead of {two.get(name)!r}" for name in names]
        else:
            found.append(f"{what} {one!r} instead of {two!r}")
    return ", ".join(found)
