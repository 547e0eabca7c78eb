"""Columns of our own."""

from typing import Any

from django import forms
from django.db import models


class LinesField(forms.CharField):
    """A text area whose lines are a list of texts."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Return a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that hold something, as a list."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the list differs from what was there."""
        return bool(list(initial or []) != self.to_python(data))


class TextList(models.JSONField):
    """A short list of texts or codes kept in one column; staff edit it a line each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return the text area for the admin."""
        return models.Field.formfield(self, form_class=LinesField, **kwargs)
