"""A case in short on A4: what stands on it (`summary`) and how it is laid out (`summary.typ`)."""

from pathlib import Path

SUMMARY = Path(__file__).with_name("summary.typ")
