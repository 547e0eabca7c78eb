"""The consent a person signs before an officer acts for her: what stands on it, and its layout."""

from pathlib import Path

CONSENT = Path(__file__).with_name("consent.typ")
