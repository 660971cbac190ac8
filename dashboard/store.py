"""What outgrows an address, under an unguessable id: SQLite in DATA_DIR, or a database named by DATABASE_URL.

A state is kept for STORE_KEEP_DAYS (three years where unset) from the day its link was made, and all states together take
at most STORE_LARGEST_MB (500 where unset): a full store refuses new links and keeps the old ones.
"""

from __future__ import annotations

import os
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, DateTime, MetaData, String, Table, create_engine, delete, func, insert, select
from sqlalchemy import Text as TextType
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

ID = re.compile(r"^[A-Za-z0-9_-]{22}$")
BYTES_OF_AN_ID = 16
LONGEST = 200_000
KEEP_DAYS, LARGEST_MB = 1_095, 500
TIDY_EVERY = 50
"""saves between two looks at what has expired and how much there is"""

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
        self._keep = timedelta(days=whole_number("STORE_KEEP_DAYS", KEEP_DAYS))
        self._most = whole_number("STORE_LARGEST_MB", LARGEST_MB) * 1_000_000
        self._saves = 0
        self._full = False

    def _connected(self) -> Engine:
        if self._engine is None:
            if self._url.startswith("sqlite:///"):
                Path(self._url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(self._url, pool_pre_ping=True)
            metadata.create_all(engine)
            self._engine = engine
        return self._engine

    def save(self, query: str) -> str:
        """Keep a state, written as the query of an address, and return its id.

        The query carries its schema version, so that what is kept is read by a newer version as any link is.
        """
        if len(query) > LONGEST:
            raise StoreError(f"The state has {len(query)} characters, more than the {LONGEST} that are kept.")
        state_id = secrets.token_urlsafe(BYTES_OF_AN_ID)
        row = {"id": state_id, "made_at": datetime.now(UTC), "body": query}
        try:
            with self._connected().begin() as connection:
                if self._full or self._saves % TIDY_EVERY == 0:
                    self._tidy(connection)
                self._saves += 1
                if not self._full:
                    connection.execute(insert(states).values(**row))
        except SQLAlchemyError as error:
            raise StoreError("The store did not take the state. Check DATA_DIR or DATABASE_URL.") from error
        if self._full:
            raise StoreError(f"The store holds {self._most:,} characters. Raise STORE_LARGEST_MB.")
        return state_id

    def _tidy(self, connection: Connection) -> None:
        """Forget what has expired, and see whether there is room."""
        connection.execute(delete(states).where(states.c.made_at < datetime.now(UTC) - self._keep))
        held = connection.execute(select(func.coalesce(func.sum(func.length(states.c.body)), 0))).scalar_one()
        self._full = int(held) >= self._most

    def check(self) -> None:
        """Raise StoreError where the store takes no connection."""
        try:
            with self._connected().connect() as connection:
                connection.execute(select(1))
        except (SQLAlchemyError, OSError) as error:
            raise StoreError("The store does not answer. Check DATA_DIR or DATABASE_URL.") from error

    def load(self, state_id: str) -> str | None:
        """Return the query of a state, None where there is none of that id or the store is away."""
        if not ID.fullmatch(state_id):
            return None
        try:
            with self._connected().connect() as connection:
                body = connection.execute(select(states.c.body).where(states.c.id == state_id)).scalar()
        except (SQLAlchemyError, OSError):
            return None
        return str(body) if body else None


def whole_number(name: str, default: int) -> int:
    """Return a whole number above 0 from the environment; anything else ends in a sentence."""
    words = os.environ.get(name) or str(default)
    if not (words.isascii() and words.isdigit() and int(words) > 0):
        raise SystemExit(f"{name} is {words!r}. Give a whole number above 0.")
    return int(words)


def default_url() -> str:
    """Return the address of the SQLite file in DATA_DIR (`var/` beside the program where unset)."""
    folder = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parent.parent / "var")
    return f"sqlite:///{folder.resolve() / 'dashboard.sqlite3'}"
