"""What `/fhir` says of itself, made from the registry, so that it cannot promise what is not there."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app

from app.fhir.kinds.kind import Interaction, Kind
from app.fhir.scopes import LETTERS, WRITES
from app.platform.elements import Json

# The day this mouth last learnt something; a CapabilityStatement is dated (FHIR R4 §5.2).
DATE = "2026-11-25"
OPERATIONS = {
    "Patient": {"everything": "http://hl7.org/fhir/OperationDefinition/Patient-everything"},
    "CarePlan": {"zones": "urn:egenplan:operation:zones"},
}
_SECURITY = "http://terminology.hl7.org/CodeSystem/restful-security-service"
_WORDS = (
    "Tokens for the audience egenplan:fhir with SMART scopes. A search is about one patient; identity numbers stand in bodies "
    "only. An update needs If-Match. Systems by themselves open no record."
)


def capability_statement(base: str, registry: Mapping[str, Kind]) -> Json:
    """The CapabilityStatement (FHIR R4 §5.2)."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "publisher": "Egenplan",
        "kind": "instance",
        "software": {"name": "Egenplan", "version": current_app.config["VERSION"]},
        "implementation": {"description": "The treatment and self-care plan on the patient's own phone", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": _WORDS,
                "security": {
                    "cors": False,
                    "service": [{"coding": [{"system": _SECURITY, "code": code}]} for code in ("SMART-on-FHIR", "OAuth")],
                    "description": "Bearer (RFC 6750) or DPoP (RFC 9449); see .well-known/smart-configuration.",
                },
                "resource": [_resource(registry[name], registry) for name in sorted(registry)],
                "interaction": [{"code": "transaction"}, {"code": "batch"}],
            }
        ],
    }


def smart_configuration() -> Json:
    """SMART App Launch 2.2 §8.2, as far as it is a resource server's: tokens are made elsewhere, by issuers we trust."""
    issuers = sorted(issuer.id for issuer in current_app.extensions["token_issuers"].values())
    return {
        **({"issuer": issuers[0]} if len(issuers) == 1 else {}),
        "capabilities": ["permission-patient", "permission-user", "permission-v1", "permission-v2"],
        "scopes_supported": ["patient/*.rs", "user/*.rs", "user/*.cruds", "system/*.rs"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "trusted_issuers": issuers,
    }


def _resource(kind: Kind, registry: Mapping[str, Kind]) -> Json:
    writes = bool(kind.interactions & WRITES)
    versions = Interaction.VREAD in kind.interactions
    patient = {"name": "patient", "type": "reference", "documentation": "Patient/<id>; by POST also patient.identifier"}
    parameters = [{"name": name, "type": each.type, "documentation": each.told} for name, each in sorted(kind.parameters.items())]
    said: Json = {
        "type": kind.name,
        "interaction": [{"code": each.value} for each in LETTERS if each in kind.interactions],
        "versioning": "versioned-update" if writes else "versioned" if versions else "no-version",
        "readHistory": versions,
        "updateCreate": False,
        "conditionalCreate": Interaction.CREATE in kind.interactions,
        "conditionalRead": "not-supported",
        "conditionalUpdate": False,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "logical", "local"],
        "searchInclude": ["*", *(f"{kind.name}:{name}" for name in sorted(kind.includes))] if kind.includes else [],
        "operation": [{"name": name, "definition": meaning} for name, meaning in OPERATIONS.get(kind.name, {}).items()],
        "searchParam": [*parameters, patient, {**patient, "name": "subject"}] if "patient" not in kind.parameters else parameters,
    }
    return {name: value for name, value in said.items() if value != []}
