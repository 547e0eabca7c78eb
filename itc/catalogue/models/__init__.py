"""Reference knowledge: what can be made, by which operations, and what standards ask of it."""

from itc.catalogue.models.equipment import MachineKind
from itc.catalogue.models.recipes import ChipWord, Family, Operation, Platform, RecipeStep, Stage
from itc.catalogue.models.standards import Claim, Requirement, Standard, Test
from itc.catalogue.models.unread import UnreadIdea

__all__ = [
    "ChipWord",
    "Claim",
    "Family",
    "MachineKind",
    "Operation",
    "Platform",
    "RecipeStep",
    "Requirement",
    "Stage",
    "Standard",
    "Test",
    "UnreadIdea",
]
