"""Hours, prices and amounts in words."""

import json
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from itc.resources.models import Price
from itc.resources.queries.pages.words import hours_in_words, price_in_words

register = template.Library()


@register.filter
def opening(text: str) -> str:
    """Return weekly hours in words."""
    return hours_in_words(text) or pgettext("hours", "closed")


@register.filter
def price(row: Price) -> str:
    """Return a price in words."""
    return price_in_words(row)


@register.filter
def figure(value: Decimal) -> str:
    """Return an amount without what it does not need: 90, 0.5, 1,200."""
    return f"{value.normalize():,f}"


@register.simple_tag
def structured_data(data: dict[str, Any]) -> SafeString:
    """Return what machines read of a page, as a block of data: no script, so the policy lets it stand."""
    text = json.dumps(data, ensure_ascii=False).translate(IN_A_BLOCK)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped


IN_A_BLOCK = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
"""Letters that could end the block, as JSON writes them too."""
