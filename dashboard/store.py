"""What outgrows an address, under an unguessable id: SQLite in DATA_DIR, or a database named by DATABASE_URL."""

from __future__ import annotations

import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, DateTime, MetaData, String, Table, create_engine, insert, select
from sqlalchemy import Text as TextType
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from dashboard.state import State

ID = re.compile(r"^[A-Za-z0-9_-]{22}$")
BYTES_OF_AN_ID = 16
LONGEST = 200_000

metadata = MetaData()
states = Table(
    "states",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("body", TextType, nullable=False),
)


class StoreError(OSError):
    """The store is away or refuses; the message says what to do."""


class Store:
    """Keeps states. Opened at first use, so that a server whose disk is read-only still shows the page."""

    def __init__(self, url: str | None = None) -> None:
        self._url = url or os.environ.get("DATABASE_URL") or default_url()
        self._engine: Engine | None = None

    def _connected(self) -> Engine:
        if self._engine is None:
            if self._url.startswith("sqlite:///"):
                Path(self._url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(self._url, pool_pre_ping=True)
            metadata.create_all(engine)
            self._engine = engine
        return self._engine

    def save(self, state: State) -> str:
        """Keep a state and return its id."""
        body = state.model_dump_json()
        if len(body) > LONGEST:
            raise StoreError(f"The state has {len(body)} characters, more than the {LONGEST} that are kept.")
        state_id = secrets.token_urlsafe(BYTES_OF_AN_ID)
        row = {"id": state_id, "made_at": datetime.now(UTC), "body": body}
        try:
            with self._connected().begin() as connection:
                connection.execute(insert(states).values(**row))
        except SQLAlchemyError as error:
            raise StoreError("The store did not take the state. Check DATA_DIR or DATABASE_URL.") from error
        return state_id

    def load(self, state_id: str) -> State | None:
        """Return a state, None where there is none of that id or it is no longer readable."""
        if not ID.fullmatch(state_id):
            return None
        try:
            with self._connected().connect() as connection:
                body = connection.execute(select(states.c.body).where(states.c.id == state_id)).scalar()
        except (SQLAlchemyError, OSError):
            return None
        try:
            return State.model_validate_json(body) if body else None
        except ValueError:
            return None


def default_url() -> str:
    """Return the address of the SQLite file in DATA_DIR (`var/` beside the program where unset)."""
    folder = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parent.parent / "var")
    return f"sqlite:///{folder.resolve() / 'dashboard.sqlite3'}"
