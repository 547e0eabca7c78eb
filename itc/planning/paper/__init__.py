"""A kept plan on A4: what stands on it (`sheet`) and how it is laid out (`plan.typ`)."""

from pathlib import Path

LAYOUT = Path(__file__).with_name("plan.typ")
