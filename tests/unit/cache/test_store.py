"""The store gives what was put, or nothing; and never stops a run."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from generator.cache import Store, default_store
from generator.cache.store import MAX_BYTES


def entries(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_what_was_put_is_found_under_its_key_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("a", {"value": "ü\ud800"})
    assert store.get("a") == {"value": "ü\ud800"}
    assert store.get("b") is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"0" * 64 + b"\n{}"])
def test_a_damaged_entry_counts_as_missing_and_is_replaced(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put("a", {"value": 1})
    entries(store)[0].write_bytes(damage)
    assert store.get("a") is None
    store.put("a", {"value": 2})
    assert store.get("a") == {"value": 2}


def test_every_single_flipped_byte_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("a", {"value": 1})
    place = entries(store)[0]
    whole = place.read_bytes()
    for at in range(len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get("a") is None, at


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, max_bytes=4000)
    for number in range(3):
        store.put(str(number), {"text": "x" * 1000})
        os.utime(max(entries(store), key=lambda path: path.stat().st_mtime_ns), (number, number))
    assert store.get("0")  # is used by that
    store.put("3", {"text": "x" * 1000})
    assert [store.get(str(number)) is not None for number in range(4)] == [True, False, False, True]


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_disk_that_refuses_stops_nothing(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / folder)
    store.put("a", {"value": 1})
    assert store.get("a") is None


def test_a_full_disk_leaves_no_half_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    store.put("a", {"value": 1})
    assert entries(store) == []


def test_writers_at_the_same_time_leave_one_whole_entry(tmp_path: Path) -> None:
    store = Store(tmp_path)
    threads = [threading.Thread(target=store.put, args=("a", {"value": str(number) * 50_000})) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.get("a")
    assert found is not None
    assert len(set(found["value"])) == 1
    assert len(entries(store)) == 1


def test_the_folder_is_the_one_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDKWRIGHT_CACHE_DIR", "/somewhere")
    assert default_store().folder == Path("/somewhere")
    monkeypatch.delenv("SDKWRIGHT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", "/home/pat")
    assert default_store().folder.is_relative_to("/home/pat")


@pytest.mark.parametrize(
    ("said", "most"), [("", MAX_BYTES), ("2", 2 * 1024 * 1024), ("0", 0), ("-1", MAX_BYTES), ("x", MAX_BYTES)]
)
def test_the_user_says_how_large_it_may_grow(monkeypatch: pytest.MonkeyPatch, said: str, most: int) -> None:
    monkeypatch.setenv("SDKWRIGHT_CACHE_MIB", said)
    assert default_store().max_bytes == most
