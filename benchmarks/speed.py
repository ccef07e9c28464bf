"""Compare speed (characters per second of CPU time) and peak memory of natasha and imena in one
run.

    python -m benchmarks.speed TEXTS.jsonl [TEXTS.jsonl …] [--model NAME]

TEXTS has ``{"text": …}`` on each line. imena runs from the list of texts to spaCy Docs and finished
DataFrames; natasha, as in its README, from each text to its normalised spans, with and without its
syntax parser. Both run in one process on one thread, with models loaded before, and take turns. The
first pass is cold, with empty caches; warm is the mean of later passes. Peak memory is that of a
process that loads one system and does one pass.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from time import process_time

from benchmarks.memory import peak_megabytes

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before numpy is imported

PASSES = ("cold", "warm", "warm")


def imena_system(model: str) -> Callable[[list[str]], object]:
    import imena

    nlp = imena.load(model)
    return lambda texts: imena.extract(texts, model=nlp)


def natasha_system(*, syntax: bool) -> Callable[[list[str]], object]:
    from benchmarks.natasha_peer import Natasha

    natasha = Natasha(syntax=syntax)
    return lambda texts: [natasha(text) for text in texts]


PEERS: dict[str, Callable[[], Callable[[list[str]], object]]] = {
    "natasha with syntax": lambda: natasha_system(syntax=True),
    "natasha without": lambda: natasha_system(syntax=False),
}


def load(name: str) -> Callable[[list[str]], object]:
    return PEERS[name]() if name in PEERS else imena_system(name)


def read(paths: list[str]) -> list[str]:
    lines = (line for path in paths for line in Path(path).read_text("utf-8").splitlines())
    return [json.loads(line)["text"] for line in lines]


def seconds(run: Callable[[list[str]], object], texts: list[str]) -> float:
    start = process_time()
    run(texts)
    return process_time() - start


def peak_memory(name: str, paths: list[str]) -> float:
    """Return the peak memory in MB of a separate process (Linux)."""
    command = [sys.executable, "-m", "benchmarks.speed", *paths, "--memory", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--model", default="ru_imena_sm")
    parser.add_argument("--memory", metavar="SYSTEM", help="print the peak of this one only")
    arguments = parser.parse_args()
    paths = arguments.texts
    texts = read(paths)
    if arguments.memory:
        load(arguments.memory)(texts)
        print(peak_megabytes())
        return
    chars = sum(map(len, texts))
    systems = {name: load(name) for name in (arguments.model, *PEERS)}
    spent = dict.fromkeys(product(PASSES, systems), 0.0)
    for which, (name, run) in product(PASSES, systems.items()):
        spent[which, name] += seconds(run, texts) / PASSES.count(which)
    print(f"{len(texts)} texts, {chars:,} characters; characters a second of CPU time, one thread")
    print(f"{'':20}{'cold':>9}{'ratio':>7}{'warm':>9}{'ratio':>7}{'peak MB':>9}")
    for name in systems:
        row = f"{name:20}"
        for which in dict.fromkeys(PASSES):
            own, base = spent[which, name], spent[which, "natasha with syntax"]
            row += f"{chars / own:9,.0f}{base / own:7.1f}"
        print(f"{row}{peak_memory(name, paths):9,.0f}")


if __name__ == "__main__":
    main()
