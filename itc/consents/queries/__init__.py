"""Reads about consents, and of all that is kept of a person."""

from itc.consents.queries.consents import (
    Asked,
    asked_of,
    consents_of,
    firm_has_given,
    has_given,
    require_by_officer,
)  # fmt: skip

__all__ = ["Asked", "asked_of", "consents_of", "firm_has_given", "has_given", "require_by_officer"]
