"""The blank form for who comes in: what stands on it (`form`) and how it is laid out (`form.typ`)."""

from pathlib import Path

FORM = Path(__file__).with_name("form.typ")
