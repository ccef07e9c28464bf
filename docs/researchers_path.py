"""Walk through the work of a researcher with a corpus, from its texts to Gephi.

    python -m docs.researchers_path FOLDER [TEXTS.jsonl ...] [--merge NAME OTHER] [--gold GOLD]

Extract the texts, make the report, merge two entities on the page of `imena serve` (in Chromium),
extract again with the dictionary from the page, evaluate the model on gold data, and write a
workbook and a network for Gephi. FOLDER has all results afterwards.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import networkx as nx
import openpyxl

import imena

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
MERGE = ("Фолькер Буфье", "Volker Bouffier")  # in examples/wikinews.jsonl: one man, two alphabets


def run(*arguments: str | Path) -> None:
    """A command of imena, shown as it is typed."""
    print("$ imena", *arguments, flush=True)
    subprocess.run([sys.executable, "-m", "imena", *map(str, arguments)], check=True)


@contextmanager
def served() -> Iterator[str]:
    """The address of `imena serve` while it runs."""
    command = [sys.executable, "-m", "imena", "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def write_review(tables: imena.Tables, names: tuple[str, str], path: Path) -> None:
    """The documents that the two are mentioned in, for the page."""
    mentions = tables.mentions
    wanted = set(mentions.loc[mentions["entity"].isin(names), "doc_id"])
    assert tables.texts is not None
    rows = zip(tables.texts["doc_id"], tables.texts["text"], strict=True)
    lines = [{"id": doc_id, "text": text} for doc_id, text in rows if doc_id in wanted]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in lines), "utf-8")


def merge_on_the_page(review: Path, names: tuple[str, str], dictionary: Path) -> None:
    """Open the documents in the browser, say that the two are one, and save the dictionary."""
    from tests.helpers.browser import opened

    with served() as address, opened(address) as watched:
        page = watched.page
        page.wait_for_selector("body[data-ready]")
        page.set_input_files("#file", review)
        page.wait_for_selector("#reader .block", timeout=120_000)
        page.wait_for_selector("body:not(.busy)")
        page.click("#tab-entities")
        page.get_by_role("button", name=names[0], exact=True).first.click()
        other = page.locator("#other option", has_text=names[1]).first.text_content()
        page.locator("#other").select_option(label=other)
        page.locator("#editor").get_by_role("button", name="Merge", exact=True).click()
        page.wait_for_selector("body:not(.busy)")
        with page.expect_download() as found:
            page.click("#save-dictionary")
        found.value.save_as(dictionary)
        watched.assert_clean()


def main() -> None:
    """All steps, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("texts", type=Path, nargs="*", default=[EXAMPLES / "wikinews.jsonl"])
    parser.add_argument("--merge", nargs=2, default=MERGE, metavar=("NAME", "OTHER"))
    parser.add_argument("--gold", type=Path, default=EXAMPLES / "gold.jsonl")
    given = parser.parse_args()
    folder, names = given.folder, tuple(given.merge)
    folder.mkdir(parents=True, exist_ok=True)

    run("extract", *given.texts, "-o", folder / "first", "--quiet")
    run("report", folder / "first", "-o", folder / "report.html")
    first = imena.open(folder / "first")
    assert set(names) <= set(first.entities["name"]), "these are no two entities"
    write_review(first, names, folder / "review.jsonl")
    merge_on_the_page(folder / "review.jsonl", names, folder / "names.yaml")
    print((folder / "names.yaml").read_text("utf-8"))

    dictionary = ("--dictionary", folder / "names.yaml")
    run("extract", *given.texts, "-o", folder / "second", *dictionary, "--quiet")
    second = imena.open(folder / "second")
    left = set(names) & set(second.entities["name"])
    assert left == {names[0]}, left
    before = first.entities.set_index("name")["n_mentions"]
    after = second.entities.set_index("name")["n_mentions"]
    print(f"«{names[0]}» has {after[names[0]]} mentions: {before[names[0]]} + {before[names[1]]}")

    run("evaluate", given.gold)
    run("export", folder / "second", "-o", folder / "news.xlsx")
    run("export", folder / "second", "-o", folder / "news.gexf")
    print(openpyxl.load_workbook(folder / "news.xlsx", read_only=True).sheetnames)
    print(nx.read_gexf(folder / "news.gexf"))


if __name__ == "__main__":
    main()
