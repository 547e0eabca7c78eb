"""Reads of the catalogue: the snapshot that pages and planning share, and the path of one idea."""

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.paths import FamilyPath, StepOnPath, path_for

__all__ = ["FamilyPath", "Knowledge", "StepOnPath", "knowledge", "path_for"]
