.PHONY: help check test bench docs site notebooks demo

help:   ## list these targets
	@grep -E '^[a-z]+: +##' $(MAKEFILE_LIST) | sed -E 's/: +## +/\t/' | expand -t 12

check:  ## lint, format and types
	ruff check . && ruff format --check . && mypy

test:   ## run all tests, the notebooks and the code of the documentation
	pytest

bench:  ## measure accuracy beside natasha on the page; add gold files with GOLD="a.jsonl b.jsonl"
	python -m benchmarks.entities --page $(GOLD)

docs:   ## serve the documentation site at http://127.0.0.1:8000 and rebuild it on changes
	NO_MKDOCS_2_WARNING=1 mkdocs serve

site:   ## build the documentation site into site/, with warnings as errors
	NO_MKDOCS_2_WARNING=1 mkdocs build --strict

notebooks:  ## run the notebooks and save their outputs
	jupyter execute --inplace notebooks/*.ipynb

demo:   ## extract the names of the example page
	imena extract examples/baku.txt
