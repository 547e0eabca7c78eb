"""A centre that is being opened, and what it can be copied from."""

from itc.centres.models.opening import CentreTemplate, Opening

__all__ = ["CentreTemplate", "Opening"]
