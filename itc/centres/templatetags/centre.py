"""Hours, prices and amounts in words."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from itc.resources.models import Price
from itc.resources.queries.pages.words import hours_in_words, price_in_words

register = template.Library()


@register.filter
def opening(text: str) -> str:
    """Return weekly hours in words."""
    return hours_in_words(text) or _("closed")


@register.filter
def price(row: Price) -> str:
    """Return a price in words."""
    return price_in_words(row)


@register.filter
def figure(value: Decimal) -> str:
    """Return an amount without what it does not need: 90, 0.5, 1,200."""
    return f"{value.normalize():,f}"
