"""Which cases a preposition governs."""

from __future__ import annotations

from imena.data_tables import read_table, split_cell

GOVERNMENT = {  # the cases behind prepositions
    row["preposition"]: split_cell(row["cases"])
    for row in read_table("imena.forms", "prepositions")
}
