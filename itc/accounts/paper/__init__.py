"""The paper by which a person takes over the account her centre made: what stands on it, and its layout."""

from pathlib import Path

CLAIM = Path(__file__).with_name("claim.typ")
