"""Track what the folder of a run holds: nothing, some parts, the whole run, or something else.

The order of writes matters, because a run may be killed between any two. A part is finished when
its record exists, which is written after its tables. A run is complete when its manifest says so,
which is written after all tables; then ``_SUCCESS`` is written, and last the files that were
needed for resuming are deleted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any, cast

from imena.corpus.document import Document
from imena.corpus.parts import Part
from imena.errors import RunError, UsageError
from imena.run.digest import InputDigest
from imena.run.folder import Folder
from imena.run.manifest import manifest
from imena.run.part_tasks import Record, table_name, work_name
from imena.run.settings import Settings
from imena.schema import OPTIONAL
from imena.tables.folder import MANIFEST, OWN_NAMES, SUCCESS, WORK, file_name, part_name

UNFINISHED, COMPLETE = "unfinished", "complete"
PLANNED = f"{WORK}/planned.json"  # the number of parts, once all are known
MAX_NAMES = 3  # names in a message
MAX_LENGTH = 60  # characters of a value in a message
REMEDY = "add --overwrite (overwrite=True) to replace it, or write to another folder"


class State:
    """The finished parts, and whether they belong to this run."""

    def __init__(self, folder: Folder, settings: Settings, about: dict[str, Any]) -> None:
        """Take a folder, the settings of the run, and the result of `part_tasks.prepare`."""
        self.folder, self._settings, self._about = folder, settings, about
        self.records: dict[int, Record] = {}
        self.complete = False
        self._planned: int | None = None
        self._may_differ = False  # whether finished parts may be repeated for other input
        self._tables = ["mentions", "documents", *settings.options.optional_tables]

    def begin(self, overwrite: bool) -> None:
        """Inspect the folder, and prepare it to resume or to start anew.

        A run that was replacing another one and was interrupted is resumed too.

        Raises:
            UsageError: the folder holds another run, or no run.
        """
        existing = self._existing_manifest(overwrite)
        if existing is not None and existing["state"] == UNFINISHED:
            self._read_records()
            existing = existing if self.records else None  # nothing to resume may be left
        wanted = {**self._about, "options": self._settings.to_dict()}
        other = [] if existing is None else [n for n in wanted if existing.get(n) != wanted[n]]
        if existing is None or (overwrite and (other or existing["state"] == COMPLETE)):
            self._start()
        elif other:
            differences = _differences(existing, wanted, other)
            raise UsageError(f"{self.folder} contains a run with {differences}: {REMEDY}")
        elif existing["state"] == COMPLETE:
            self.records = {part["number"]: Record(**part) for part in existing["parts"]}
            self.complete = True
            self._check_parts()
            self.folder.make(WORK)  # for files that are being written
        else:
            self._resume(overwrite)

    def has(self, part: Part, digest: str) -> bool:
        """Return whether a part with this fingerprint is finished.

        Raises:
            UsageError: it was finished with other input.
        """
        known = self.records.get(part.number)
        if known is not None and known.fingerprint == digest:
            return True
        is_new = known is None and (self._planned is None or part.number < self._planned)
        if self.complete or not (is_new or self._may_differ):
            raise self._other_input(f", starting with {_first_name(part)}")
        if known is not None:
            del self.records[part.number]
            self.folder.delete(work_name(part.number, "json"))
        return False

    def end_of_input(self, n: int) -> None:
        """Note that there are no more than ``n`` parts.

        Raises:
            UsageError: there were more of them.
        """
        missing = [number for number in self.records if number >= n]
        if not self._may_differ and (missing or (self._planned or n) > n):
            raise self._other_input(": it is shorter")
        for number in missing:
            del self.records[number]
            self.folder.delete(work_name(number, "json"))
            for table in ("documents", *OPTIONAL):
                self.folder.delete(table_name(table, number))
        if not self.complete:
            self.folder.write_json(PLANNED, {"parts": n})

    def write_manifest(self, state: str = UNFINISHED) -> dict[str, Any]:
        """Write what is known about the run, and return it."""
        digest, status, mentions = InputDigest(), Counter[str](), 0
        parts = [self.records[number] for number in sorted(self.records)]
        for record in parts:
            digest.merge(record.digest)
            status.update(record.status)
            mentions += record.mentions
        counts = {"mentions": mentions, "documents": digest.documents}
        if state == COMPLETE:
            for table in ("entities", *self._settings.options.optional_tables):
                counts[table] = self.folder.rows(file_name(table))
        contents = manifest(self._about, self._settings.to_dict(), digest, counts, status)
        contents |= {"state": state, "parts": [asdict(record) for record in parts]}
        self.folder.write_json(MANIFEST, contents)
        return contents

    def finish(self) -> dict[str, Any]:
        """Mark the run as complete, delete what resuming needed, and return the manifest."""
        if not self.folder.exists(SUCCESS):
            self.folder.write_empty(SUCCESS)
        self.folder.delete(WORK)
        return cast(dict[str, Any], self.folder.read_json(MANIFEST))

    def _existing_manifest(self, overwrite: bool) -> dict[str, Any] | None:
        """Return the manifest of the run in the folder, or None if there is nothing to keep."""
        try:
            existing = self.folder.read_json(MANIFEST)
        except RunError:
            if overwrite:
                return None
            raise
        is_run = isinstance(existing, dict) and existing.get("state") in (UNFINISHED, COMPLETE)
        if is_run and "filtered" not in existing:
            return cast(dict[str, Any], existing)
        present = self.folder.others()
        if not overwrite and present:
            more = " and more" if len(present) > MAX_NAMES else ""
            names = ", ".join(present[:MAX_NAMES]) + more
            raise UsageError(
                f"{self.folder} contains {names} but no run: write to another folder, or add "
                f"--overwrite (overwrite=True), which replaces {', '.join(OWN_NAMES)} there"
            )
        return None

    def _start(self) -> None:
        self.records = {}
        for name in OWN_NAMES:
            self.folder.delete(name)
        self.folder.make(WORK)
        self.write_manifest()
        for table in self._tables:
            self.folder.make(file_name(table))

    def _resume(self, overwrite: bool) -> None:
        self.folder.delete(SUCCESS)
        self.folder.make(WORK)
        for name in self.folder.names(WORK):
            if name.endswith(".at.json"):  # no document killed its worker: all workers were stopped
                self.folder.delete(f"{WORK}/{name}")
        planned = self.folder.read_json(PLANNED)
        self._may_differ = overwrite
        self._planned = None if planned is None or overwrite else planned["parts"]
        if self._planned is None or len(self.records) < self._planned:
            self.folder.delete(file_name("mentions"))  # entities may change
        for table in self._tables:
            self.folder.make(file_name(table))

    def _read_records(self) -> None:
        for name in self.folder.names(WORK):
            number, _, kind = name.removeprefix("part-").partition(".")
            if kind == "json" and number.isdigit():
                self.records[int(number)] = Record(**self.folder.read_json(f"{WORK}/{name}"))

    def _check_parts(self) -> None:
        """Raise a UsageError if a part of the tables is missing."""
        wanted = {part_name(number) for number in self.records}
        for table in self._tables:
            if not wanted <= set(self.folder.names(file_name(table))):
                name = file_name(table)
                raise UsageError(f"parts of {name} are missing in {self.folder}: {REMEDY}")

    def _other_input(self, where: str) -> UsageError:
        return UsageError(f"the input differs from that of {self.folder}{where}: {REMEDY}")


def _first_name(part: Part) -> str:
    """Return the name of the first document of a part."""
    if not part.items:
        return "its beginning"
    first = part.items[0]
    return first.doc_id if isinstance(first, Document) else first.name


def _differences(existing: dict[str, Any], wanted: dict[str, Any], other: list[str]) -> str:
    """Describe how another run was configured."""
    pairs: dict[str, tuple[Any, Any]] = {}
    for key in other:
        old, new = existing.get(key), wanted[key]
        if isinstance(old, dict) and isinstance(new, dict):
            names = sorted(k for k in {**old, **new} if old.get(k) != new.get(k))
            pairs |= {name: (old.get(name), new.get(name)) for name in names}
        else:
            pairs[key] = old, new
    found = []
    if "dictionary" in pairs:
        had, has = map(bool, pairs.pop("dictionary"))
        pairs.pop("pipeline", None)  # components change with the dictionary
        kept = "another dictionary" if had else "no dictionary"
        found.append(kept + ("" if has else " instead of none"))
    found += [f"{_named_value(name, a)} instead of {_short(b)}" for name, (a, b) in pairs.items()]
    return ", ".join(found)


def _named_value(name: str, value: Any) -> str:
    return f"no {name}" if value is None else f"{name} {_short(value)}"


def _short(value: Any) -> str:
    """Format a value, and cut long ones such as dictionaries or digests."""
    text = "none" if value is None else repr(value)
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"
