"""Whether a resource is R4 (4.0.1): structure, required codes, what references may point at, and the invariants that matter.

The models are R4B's, less the elements R4B added. They only judge: what is kept and sent on is what was received, since a model
would write decimals and unknown order anew. They are heavy to load and are loaded with the first resource.
"""

from app.fhir.validation.check import check_resource, refuse_vast

__all__ = ["check_resource", "refuse_vast"]
