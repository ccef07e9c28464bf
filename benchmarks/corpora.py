"""Measure runs over a corpus of many documents: one job and two, memory of the parent, and Dask.

    python -m benchmarks.corpora FOLDER GOLD.jsonl ... [--documents N ...] [--dask]

The texts of the files are repeated under new ids until there are N documents (5,000 and 50,000), in
one JSON Lines file in FOLDER, where each run writes its tables. Every run is a separate process.
Speed is documents per second of the whole run, including the start of the workers and the
resolution of entities. The texts are not kept in the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

SIZES = (5_000, 50_000)


def write_corpus(sources: list[Path], path: Path, size: int) -> int:
    """Write N documents; return their number of characters."""
    texts = [json.loads(line)["text"] for p in sources for line in p.open(encoding="utf-8")]
    chars = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), size)):
            chars += len(text)
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    return chars


def run(corpus: str, output: str, engine: str, jobs: str) -> None:
    """Run in this process; print the time and the peak memory of this process alone."""
    import imena

    start = perf_counter()
    tables = imena.extract_corpus(Path(corpus), output, texts=False, jobs=int(jobs), engine=engine)
    spent = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "peak": peak, "counts": tables.manifest["counts"]}))


def measured(corpus: Path, folder: Path, engine: str, jobs: int) -> dict[str, float]:
    """Run in a fresh process."""
    output = folder / "out"
    shutil.rmtree(output, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "benchmarks.corpora",
        "--run",
        corpus,
        output,
        engine,
        str(jobs),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, nargs="*", default=SIZES)
    parser.add_argument("--dask", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(f"{os.cpu_count()} cores")
    head = f"{'documents':>10}{'characters':>14}{'engine':>8}{'jobs':>6}{'docs/s':>8}{'ratio':>7}"
    print(f"{head}{'parent MB':>11}")
    for size in given.documents:
        corpus = given.folder / f"{size}.jsonl"
        chars = write_corpus(given.sources, corpus, size)
        runs = [("local", 1), ("local", 2), *([("dask", 2)] if given.dask else [])]
        first = None
        for engine, jobs in runs:
            found = measured(corpus, given.folder, engine, jobs)
            speed = size / found["seconds"]
            first = first or speed
            print(
                f"{size:10,}{chars:14,}{engine:>8}{jobs:6}{speed:8.1f}{speed / first:7.2f}"
                f"{found['peak']:11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(*sys.argv[2:])
    else:
        main()
