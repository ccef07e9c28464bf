"""List where imena and natasha differ, mention by mention, on texts that both read in one run.

    python -m benchmarks.side_by_side [FILE ...]

Without files: the page that ships with the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

import imena
from benchmarks.natasha_peer import Natasha

PAGE = Path(__file__).parent.parent / "examples/baku.txt"


def main() -> None:
    nlp, natasha = imena.load(), Natasha()
    for path in map(Path, sys.argv[1:] or [PAGE]):
        text = path.read_bytes().decode("utf-8")
        ours = {(e.start_char, e.end_char): (e.label_, e._.normal) for e in nlp(text).ents}
        theirs = {(m.start, m.end): (m.label, m.normal) for m in natasha(text)}
        same = sum(ours[span] == theirs[span] for span in ours.keys() & theirs.keys())
        print(f"{path.name}: {len(ours)} mentions by imena, {len(theirs)} by natasha, {same} equal")
        for start, end in sorted(ours.keys() | theirs.keys()):
            mine, other = ours.get((start, end)), theirs.get((start, end))
            if mine != other:
                print(f"{start:6} {text[start:end]!r}")
                print(f"       imena   {_show(mine)}\n       natasha {_show(other)}")


def _show(found: tuple[str, str] | None) -> str:
    return "-" if found is None else f"{found[0]} {found[1]!r}"


if __name__ == "__main__":
    main()
