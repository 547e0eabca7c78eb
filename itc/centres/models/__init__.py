"""What a centre says of itself and every change it made; a centre that is being opened."""

from itc.centres.models.keeping import Change, Contact, Demand, Profile, Service
from itc.centres.models.opening import CentreTemplate, Opening

__all__ = ["CentreTemplate", "Change", "Contact", "Demand", "Opening", "Profile", "Service"]
