"""`If-None-Exist`: create only where nothing has such an identifier (FHIR R4 §3.1.0.8.1)."""

from __future__ import annotations

from urllib.parse import parse_qsl

from app.exchange.errors import Refused
from app.fhir.kinds.values import Token
from app.fhir.references import identifier_token
from app.fhir.search.values import values_of


def unless(text: str | None) -> list[str]:
    """The identifiers in `identifier=…`, as rows keep them. Errors: `Refused` for any other condition."""
    if text is None:
        return []
    pairs = parse_qsl(text.partition("?")[2] or text, keep_blank_values=True)
    if len(pairs) != 1 or pairs[0][0] != "identifier":
        raise Refused("CPLF-0004", "If-None-Exist takes identifier=system|value, and nothing else.")
    tokens: tuple[Token, ...] = values_of("identifier", "token", pairs[0][1])
    return [name for token in tokens for name in identifier_token(token.system, token.code)]
