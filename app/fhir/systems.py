"""Identifier and code systems by name. The national ones stand in the Norwegian register of OIDs (Helsedirektoratet, Volven)."""

from __future__ import annotations

# Who somebody is
FODSELSNUMMER = "urn:oid:2.16.578.1.12.4.1.4.1"
D_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.2"
HPR_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.4"
URI = "urn:ietf:rfc:3986"

# What something is
CONDITION_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
GOAL_PRIORITY = "http://terminology.hl7.org/CodeSystem/goal-priority"
LOINC = "http://loinc.org"
SNOMED_CT = "http://snomed.info/sct"

# Ours, for what R4 has no element for
OWN_MEASURE = "urn:egenplan:measure"
LATEST_BY = "urn:egenplan:latest-by"
PAUSED = "urn:egenplan:paused"
NEXT_REVIEW = "urn:egenplan:next-review"
PLAN_KIND, SELF_CARE = "urn:egenplan:plan-kind", "self-care"

# Categories of self-care measures as the national service lists them, with its labels
CATEGORIES = {
    "182832007": "Medikamentelle tiltak",
    "384760004": "Kosthold",
    "229064008": "Fysisk aktivitet",
    "122869004": "Målinger",
    "390808007": "Psykisk helse",
    "313204009": "Livsstil",
}

# LOINC codes of what a measure may ask the patient to measure
ASKED_FOR = {
    "85354-9": "blood_pressure",
    "29463-7": "weight",
    "59408-5": "oxygen_saturation",
    "8867-4": "pulse",
    "8310-5": "temperature",
    "15074-8": "glucose",
    "19935-6": "peak_flow",
}
