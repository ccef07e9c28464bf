"""Measure time, peak memory and size of the report and of every format for a folder of tables.

    python -m benchmarks.outputs TEXTS.jsonl [TEXTS.jsonl ...] [--documents 10000]

The texts are repeated under new ids until there are so many documents, and extracted once; each
output is then written by a process of its own. Times are relative to CSV.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import imena
from imena.api.report import report
from imena.tables.formats import FORMATS


def write_corpus(sources: list[Path], path: Path, size: int) -> None:
    texts = [json.loads(line)["text"] for p in sources for line in p.open(encoding="utf-8")]
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), size)):
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")


def peak_memory() -> float:
    """Return the peak of this process in MB; getrusage would include that of the parent."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def make(folder: str, name: str, place: str) -> None:
    """Write one output in this process; print its time, its size and the peak memory."""
    start = perf_counter()
    tables, target = imena.open(folder), Path(place)
    if name == "report":
        report(tables, target)
    else:
        tables.write(target, name)
    spent = perf_counter() - start
    files = [target] if target.is_file() else [p for p in target.rglob("*") if p.is_file()]
    print(json.dumps([spent, peak_memory(), sum(p.stat().st_size for p in files) / 1e6]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, default=10_000)
    given = parser.parse_args()
    outputs = {"report": ".html", **{f.name: next(iter(f.suffixes), "") for f in FORMATS}}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_corpus(given.sources, folder / "corpus.jsonl", given.documents)
        tables = imena.extract_corpus(folder / "corpus.jsonl", folder / "tables")
        counts = tables.manifest["counts"]
        print(f"{counts['documents']:,} documents, {counts['mentions']:,} mentions")
        made = {}
        for name, suffix in outputs.items():
            target = folder / f"made-{name}{suffix}"
            command = [
                sys.executable,
                "-m",
                "benchmarks.outputs",
                "--make",
                folder / "tables",
                name,
                target,
            ]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            made[name] = json.loads(done.stdout)
    print(f"{'':16}{'time':>6}{'peak MB':>9}{'MB':>8}")
    for name, (spent, peak, size) in made.items():
        print(f"{name:16}{spent / made['csv'][0]:6.1f}{peak:9.0f}{size:8.1f}")
    print(f"csv: {made['csv'][0]:.1f} s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(*sys.argv[2:])
    else:
        main()
