.PHONY: help check test bench docs demo

help:   ## this list
	@grep -E '^[a-z]+: +##' $(MAKEFILE_LIST) | sed -E 's/: +## +/\t/'

check:  ## lint, format and types
	ruff check . && ruff format --check . && mypy

test:   ## all tests, notebooks and documentation
	pytest

bench:  ## accuracy beside natasha's, on the page; name more gold files with GOLD="a.jsonl b.jsonl"
	python benchmarks/entities.py --page $(GOLD)

docs:   ## run the notebooks and keep their outputs
	jupyter execute --inplace notebooks/*.ipynb

demo:   ## the main job on the page that ships with the project
	imena extract examples/baku.txt
