"""The store: unguessable ids, what was kept comes back, and a store that is away is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.state import PathwayState, State
from dashboard.state.address import encode
from dashboard.store import ID, Store, StoreError, default_url


def state() -> str:
    return encode(State(country="ZAF", pathways=[PathwayState(name="A", levers={"coal-exit-year": 2040})]))


def test_what_is_kept_comes_back_in_another_process_too(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/deep/states.sqlite3"
    state_id = Store(url).save(state())
    assert ID.fullmatch(state_id)
    assert Store(url).load(state_id) == state()


def test_ids_differ_and_strangers_find_nothing(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path}/states.sqlite3")
    ids = {store.save(state()) for _ in range(20)}
    assert len(ids) == 20
    assert store.load("A" * 22) is None
    assert store.load("' OR 1=1 --") is None


def test_a_store_that_is_away_loads_nothing_and_refuses_in_a_sentence(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a database, long enough to be refused as one " * 40)
    store = Store(f"sqlite:///{blocked}")
    assert store.load("A" * 22) is None
    with pytest.raises(StoreError, match="Check DATA_DIR or DATABASE_URL"):
        store.save(state())


def test_the_folder_is_named_by_the_environment(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path.resolve()}/dashboard.sqlite3"
