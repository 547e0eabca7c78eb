"""Shape of the one question."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.network.models import Province
from itc.planning.rules.question import IDEA_LETTERS, Question, printable


class WordsField(forms.CharField):
    """Her own words, whatever she pasted with them."""

    def to_python(self, value: Any) -> Any:
        """Return the words without characters no page can hold."""
        return super().to_python(printable(value) if isinstance(value, str) else value)


class IdeaForm(forms.Form):
    """What she wants to make and where she is; an example's button sends its own words."""

    idea = WordsField(
        max_length=IDEA_LETTERS,
        error_messages={
            "required": _("Write what you want to make, such as “honey soap”."),
            "max_length": _(
                "This is a long story, of %(show_value)d letters. Please say it in %(limit_value)d or fewer."
            ),
        },
    )
    province = forms.ModelChoiceField(
        Province.objects.all(),
        error_messages={
            "required": _("Choose the province you are in, so that we can count the way."),
            "invalid_choice": _("Choose one of the 77 provinces."),
        },
    )
    family = forms.CharField(required=False, max_length=60)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        if data is not None and data.get("example"):
            data = {**{name: data.get(name, "") for name in ("province", "family")}, "idea": data["example"]}
        super().__init__(data)

    def question(self) -> Question:
        """Return the question; the form must be valid."""
        clean = self.cleaned_data
        return Question(idea=clean["idea"], province=clean["province"].pk, family=clean["family"] or None)
