"""Test the edits of a dictionary and the mapping that they produce."""

import pytest

from imena.dictionary.dictionary import read_dictionary
from imena.dictionary.editor import DictionaryEditor, unique_names


@pytest.fixture
def editor():
    return DictionaryEditor(
        read_dictionary(
            {
                "ORG": {"Росатом": {"aliases": ["РАО"], "wikidata": "Q678733"}, "Газпром": None},
                "merge": [["Минобороны", "Министерство обороны"]],
                "split": [["Сергей Скрипаль", "Юлия Скрипаль", "Скрипаль"]],
            }
        )
    )


def test_unique_names_keep_the_first_spelling():
    assert unique_names(["Росатом", "«РОСАТОМ»", "РАО"]) == ["Росатом", "РАО"]


def test_entries_come_in_the_order_of_the_names(editor):
    entries = editor.entries_with(["газпром", "рао"])
    assert [entry.name for entry in entries] == ["Газпром", "Росатом"]


def test_a_renamed_entry_keeps_its_old_name(editor):
    editor.entries_with(["РАО"])[0].rename("РАО")
    assert editor.to_mapping()["ORG"]["РАО"] == {"aliases": ["Росатом"], "wikidata": "Q678733"}


def test_a_name_moves_to_its_own_entry_and_ids_stay_with_the_canonical_name(editor):
    editor.move_to_own_entry("Росатом")
    entries = editor.to_mapping()["ORG"]
    assert entries["РАО"] is None
    assert entries["Росатом"] == {"wikidata": "Q678733"}


def test_merges_with_a_common_name_become_one(editor):
    editor.merge(["Оборонное ведомство", "минобороны"])
    assert editor.to_mapping()["merge"] == [
        ["Оборонное ведомство", "минобороны", "Министерство обороны"]
    ]


def test_merges_of_the_base_are_not_replaced(editor):
    assert not editor.replace_in_merges("Минобороны", "МО")
    editor.merge(["Глава", "Директор"])
    assert editor.replace_in_merges("Глава", "Начальник")
    assert ["Начальник", "Директор"] in editor.to_mapping()["merge"]


def test_a_name_removed_from_merges_gives_the_others(editor):
    assert editor.remove_from_merges("минобороны") == ["Министерство обороны"]
    assert "merge" not in editor.to_mapping()


def test_a_later_merge_drops_a_split_of_its_names_only(editor):
    editor.merge(["Сергей Скрипаль", "Скрипаль"])
    editor.drop_contradicted_splits()
    assert editor.to_mapping()["split"] == [
        ["Сергей Скрипаль", "Юлия Скрипаль"],
        ["Юлия Скрипаль", "Скрипаль"],
    ]


def test_an_ignored_name_is_in_no_other_part(editor):
    editor.ignore("Газпром")
    editor.ignore("Скрипаль")
    mapping = editor.to_mapping()
    assert mapping["ignore"] == ["Газпром", "Скрипаль"]
    assert "Газпром" not in mapping["ORG"]
    assert mapping["split"] == [["Сергей Скрипаль", "Юлия Скрипаль"]]
