"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from app.platform.crypto import seal, unseal


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always aware. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A measured value kept digit for digit: 37.10 never becomes 37.1 (FHIR R4 decimal keeps precision)."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class SealedText(TypeDecorator[str]):
    """Text that lies encrypted (AES-GCM): what other systems send names the patient by identity number, wherever they like."""

    impl = String
    cache_ok = True
    _BOUND_TO = "sealed text"

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.sealed(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.opened(value)

    @classmethod
    def sealed(cls, text: str) -> str:
        return b64encode(seal(text, cls._BOUND_TO)).decode()

    @classmethod
    def opened(cls, text: str) -> str:
        return unseal(b64decode(text), cls._BOUND_TO)
