"""A corpus of any size in, a folder of tables out: part by part, and on from where it stopped."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from imena.corpus.duplicates import originals
from imena.corpus.parts import Part, fingerprint, to_table
from imena.dictionary.dictionary import Dictionary
from imena.entities.aggregation.aggregate import Aggregate
from imena.entities.cluster import cluster_names
from imena.entities.entity_table import entity_table
from imena.errors import RunError, UsageError
from imena.run.folder import Folder
from imena.run.journal import counts_so_far
from imena.run.lock import locked
from imena.run.part_tasks import Record, assign_part, extract_part, work_name
from imena.run.settings import Settings
from imena.run.state import COMPLETE, State
from imena.tables.folder import file_name

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
        """What a worker says of itself, see `imena.run.part_tasks.prepare`."""

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
            overwrite: replace what the folder holds.

        Raises:
            UsageError: the folder is in use, or holds the tables of another run or other input.
            RunError: the run had to stop; it can be gone on with.
        """
        try:
            self._say("loading the model")
            prepared = self.engine.prepared()  # before the folder is made: there may be no model
            with locked(self.folder):
                return self._run(prepared, parts, total_size, overwrite)
        except BrokenPipeError:  # of whoever is told the progress
            raise
        except OSError as error:
            is_full = error.errno in FULL
            remedy = "make room there" if is_full else "write to another folder, or see to it"
            raise RunError(
                f"cannot go on in {self.folder}: {error.strerror or error}: {remedy}, and run the "
                "same command again: it goes on from where it is"
            ) from error

    def _run(
        self,
        prepared: Any,
        parts: Iterable[Part],
        total_size: Callable[[], int] | None,
        overwrite: bool,
    ) -> dict[str, Any]:
        state = State(self.folder, self.settings, prepared)
        state.begin(overwrite)
        if total_size is not None:
            threading.Thread(target=self._measure, args=(total_size,), daemon=True).start()
        if state.complete:
            for _ in self._to_do(state, parts):  # there is nothing, or it is not the same input
                pass
        else:
            try:
                self._extract(state, parts)
                self._resolve(sorted(state.records))
                state.write_manifest(COMPLETE)
            except BaseException:
                with suppress(OSError):
                    state.write_manifest()
                raise
        made = state.finish()
        self._say("done")
        return made

    def _extract(self, state: State, parts: Iterable[Part]) -> None:
        self._say("finding names")
        for record in self.engine.run(extract_part, self._to_do(state, parts), self._tick):
            state.records[record.number] = record
            self.status.add(record)
            self._say()

    def _to_do(self, state: State, parts: Iterable[Part]) -> Iterator[Call]:
        """The calls for the parts that are not done yet."""
        n = 0
        for part in parts:
            n += 1
            mark = fingerprint(part)
            if state.has(part, mark):
                self.status.add(state.records[part.number], kept=True)
                self._say()
                continue
            self.folder.write_table(work_name(part.number, "input.parquet"), to_table(part.items))
            yield self.folder, part.number, mark, part.size, self.settings
        state.seen_all(n)

    def _resolve(self, numbers: list[int]) -> None:
        """Decide who is who, and tell each part."""
        self._say("deciding who is who")
        aggregate = Aggregate()
        for number in numbers:
            aggregate.add(self.folder.read_table(work_name(number, "names.parquet")))
            self._say()
        dictionary = Dictionary.from_dict(self.settings.to_dict()["dictionary"])
        entities = cluster_names(aggregate.names(), dictionary)
        for number in numbers:
            digests = self.folder.read_table(work_name(number, "names.parquet"), ["digest"])
            who = entities.of(aggregate.find(digests))
            self.folder.write_table(work_name(number, "who.parquet"), who)
            self._say()
        if self.settings.options.duplicates:
            self._find_originals(numbers)
        self._say("writing")
        calls = ((self.folder, number, self.settings) for number in numbers)
        for _ in self.engine.run(assign_part, calls):
            self._say()
        counts = (self.folder.read_table(work_name(n, "counts.parquet")) for n in numbers)
        self.folder.write_table(file_name("entities"), entity_table(counts, entities.table))

    def _find_originals(self, numbers: list[int]) -> None:
        """Tell each part which of its documents repeat which earlier ones."""
        names = (work_name(number, "signatures.parquet") for number in numbers)
        found = originals(map(self.folder.read_table, names))
        for number, ids in zip(numbers, found, strict=True):
            table = pa.table({"duplicate_of": pa.array(ids, pa.string())})
            self.folder.write_table(work_name(number, "originals.parquet"), table)
            self._say()

    def _measure(self, total_size: Callable[[], int]) -> None:
        with suppress(OSError, UsageError):  # the run itself says what is wrong
            self.status.total = total_size()

    def _tick(self, calls: Sequence[Call]) -> None:
        """Say what the workers have found in the parts that they are at work on."""
        if self.folder.local is None:
            return
        now = Status(**asdict(self.status))
        for _, number, _, size, _ in calls:
            counts = counts_so_far(self.folder, number)
            now.size += int(counts.pop("share", 0) * size)
            for name, n in counts.items():
                setattr(now, name, getattr(now, name) + n)
        self.progress(now)

    def _say(self, stage: str | None = None) -> None:
        self.status.stage = stage or self.status.stage
        self.progress(self.status)
