"""A memo gives what was kept for the same scope, drops what nobody asked for, and joins that of other processes."""

from __future__ import annotations

from pathlib import Path

from generator.cache import Memo, Store, absorb, key_of, recorded, shelf


def _double(text: str) -> str:
    known, key = shelf("double"), key_of(text)
    made = known.get(key)
    if made is None:
        made = text * 2
        known.put(key, made)
    return str(made)


def test_what_a_run_asked_for_is_there_for_the_next(tmp_path: Path) -> None:
    for texts, empty in ((["a", "b"], True), (["b"], False), (["a"], False)):
        memo = Memo(Store(tmp_path), "one")
        with memo.in_use():
            assert shelf("double").is_empty is empty
            assert list(map(_double, texts)) == [text * 2 for text in texts]
        memo.keep()
    last = Memo(Store(tmp_path), "one").shelf("double")
    assert [last.get(key_of(text)) for text in "ab"] == ["aa", None]


def test_scopes_and_shelves_know_nothing_of_each_other(tmp_path: Path) -> None:
    memo = Memo(Store(tmp_path), "one")
    memo.shelf("x").put("key", 1)
    memo.keep()
    assert Memo(Store(tmp_path), "one").shelf("x").get("key") == 1
    assert Memo(Store(tmp_path), "one").shelf("y").is_empty
    assert Memo(Store(tmp_path), "two").shelf("x").is_empty


def test_without_a_memo_nothing_is_kept() -> None:
    assert _double("a") == "aa"
    assert shelf("double").is_empty
    assert shelf("double").used == {}


def test_the_work_of_another_process_is_kept_too(tmp_path: Path) -> None:
    result, entries = recorded(_double, "a")
    assert result == "aa"
    memo = Memo(Store(tmp_path), "one")
    with memo.in_use():
        absorb(entries)
    memo.keep()
    assert Memo(Store(tmp_path), "one").shelf("double").get(key_of("a")) == "aa"


def test_work_that_is_recorded_knows_the_memo_in_use(tmp_path: Path) -> None:
    memo = Memo(Store(tmp_path), "one")
    memo.shelf("double").put(key_of("a"), "known")
    with memo.in_use():
        assert recorded(_double, "a") == ("known", {})


def test_keys_tell_where_one_text_ends_and_take_any_text() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("\ud800") != key_of("\ud801")
