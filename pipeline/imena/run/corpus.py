"""Run over a corpus part by part, and resume where an earlier run stopped."""

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
    """The progress of a run."""

    stage: str = "starting"
    documents: int = 0
    characters: int = 0
    mentions: int = 0
    failed: int = 0
    size: int = 0  # input bytes that are finished
    total: int | None = None  # bytes of the whole input, once known
    kept: int = 0  # documents that an earlier run finished

    def add(self, record: Record, *, kept: bool = False) -> None:
        """Count a finished part."""
        self.documents += record.documents
        self.characters += record.characters
        self.mentions += record.mentions
        self.failed += record.status.get("failed", 0)
        self.size += record.size
        self.kept += record.documents * kept


Progress = Callable[[Status], None]
Call = tuple[Any, ...]


class Engine(Protocol):
    """What executes calls for the parts of a corpus: local processes or a cluster."""

    def prepared(self) -> Any:
        """Return what a worker reports about itself, see `imena.run.part_tasks.prepare`."""

    def run(
        self,
        function: Callable[..., Any],
        calls: Iterable[Call],
        tick: Callable[[Sequence[Call]], None] | None = None,
    ) -> Iterator[Any]:
        """Yield the results of calls as they finish, and repeat a call whose worker dies."""


@dataclass
class Run:
    """One run into one folder."""

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
        """Process the parts of a corpus and return the manifest.

        A folder with some of the tables of the same run is completed; one with all of them is left
        unchanged.

        Args:
            parts: the parts of the corpus, the same at every run.
            total_size: computes the size of the input in bytes; called in a thread.
            overwrite: replace the contents of the folder.

        Raises:
            UsageError: the folder is in use, or holds the tables of another run or other input.
            RunError: the run had to stop; it can be resumed.
        """
        try:
            self._report("loading the model")
            # before the folder is created, since there may be no such model
            prepared = self.engine.prepared()
            with locked(self.folder):
                return self._run(prepared, parts, total_size, overwrite)
        except BrokenPipeError:  # raised by the progress callback
            raise
        except OSError as error:
            is_full = error.errno in FULL
            remedy = "free some space there" if is_full else "remove the cause"
            raise RunError(
                f"cannot write to {self.folder}: {error.strerror or error}; {remedy} and run the "
                "same command again: it resumes the run"
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
            # only checks the input: every part is finished, unless the input differs
            for _ in self._unfinished_calls(state, parts):
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
        record = state.finish()
        self._report("done")
        return record

    def _extract(self, state: State, parts: Iterable[Part]) -> None:
        self._report("finding names")
        for record in self.engine.run(
            extract_part, self._unfinished_calls(state, parts), self._tick
        ):
            state.records[record.number] = record
            self.status.add(record)
            self._report()

    def _unfinished_calls(self, state: State, parts: Iterable[Part]) -> Iterator[Call]:
        """Yield the calls for the parts that are not finished."""
        n = 0
        for part in parts:
            n += 1
            digest = fingerprint(part)
            if state.has(part, digest):
                self.status.add(state.records[part.number], kept=True)
                self._report()
                continue
            self.folder.write_table(work_name(part.number, "input.parquet"), to_table(part.items))
            yield self.folder, part.number, digest, part.size, self.settings
        state.end_of_input(n)

    def _resolve(self, numbers: list[int]) -> None:
        """Cluster the names of the corpus into entities, and write the assignment of each part."""
        self._report("resolving entities")
        aggregate = Aggregate()
        for number in numbers:
            aggregate.add(self.folder.read_table(work_name(number, "names.parquet")))
            self._report()
        dictionary = Dictionary.from_dict(self.settings.to_dict()["dictionary"])
        entities = cluster_names(aggregate.names(), dictionary)
        for number in numbers:
            digests = self.folder.read_table(work_name(number, "names.parquet"), ["digest"])
            assignment = entities.assignment(aggregate.find(digests))
            self.folder.write_table(work_name(number, "assignment.parquet"), assignment)
            self._report()
        if self.settings.options.duplicates:
            self._find_originals(numbers)
        self._report("writing")
        calls = ((self.folder, number, self.settings) for number in numbers)
        for _ in self.engine.run(assign_part, calls):
            self._report()
        counts = (self.folder.read_table(work_name(n, "counts.parquet")) for n in numbers)
        self.folder.write_table(file_name("entities"), entity_table(counts, entities.table))

    def _find_originals(self, numbers: list[int]) -> None:
        """Write, for each part, which of its documents repeat which earlier ones."""
        names = (work_name(number, "signatures.parquet") for number in numbers)
        found = originals(map(self.folder.read_table, names))
        for number, ids in zip(numbers, found, strict=True):
            table = pa.table({"duplicate_of": pa.array(ids, pa.string())})
            self.folder.write_table(work_name(number, "originals.parquet"), table)
            self._report()

    def _measure(self, total_size: Callable[[], int]) -> None:
        with suppress(OSError, UsageError):  # the run itself reports these errors
            self.status.total = total_size()

    def _tick(self, calls: Sequence[Call]) -> None:
        """Report what the workers have found so far in the parts that they are working on."""
        if self.folder.local is None:
            return
        now = Status(**asdict(self.status))
        for _, number, _, size, _ in calls:
            counts = counts_so_far(self.folder, number)
            now.size += int(counts.pop("share", 0) * size)
            for name, n in counts.items():
                setattr(now, name, getattr(now, name) + n)
        self.progress(now)

    def _report(self, stage: str | None = None) -> None:
        self.status.stage = stage or self.status.stage
        self.progress(self.status)
