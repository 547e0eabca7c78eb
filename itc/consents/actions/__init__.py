"""Agreeing and taking back; taking one's data along; being erased."""

from itc.consents.actions.consenting import give, withdraw
from itc.consents.actions.erasing import erase
from itc.consents.actions.taking import take_along

__all__ = ["erase", "give", "take_along", "withdraw"]
