"""Shape of what is typed at the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.network.queries import province_choices
from itc.planning.forms import WalkInForm
from itc.planning.rules.question import IDEA_LETTERS, Question, clean_idea
from itc.web.forms import DayField, offer


class AskForm(forms.Form):
    """What somebody who came in wants to make, and where she is."""

    idea = forms.CharField(
        label=_("What does she want to make?"),
        max_length=IDEA_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": IDEA_LETTERS}),
        error_messages={"required": _("Write what she wants to make, in her own words.")},
    )
    province = forms.ChoiceField(label=_("Province"), error_messages={"required": _("Choose a province.")})
    family = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "province", [("", "–"), *province_choices()])

    def clean_idea(self) -> str:
        """Return her words as they are kept."""
        return clean_idea(self.cleaned_data["idea"])

    def question(self) -> Question:
        """Return what is asked; the form must be valid."""
        plain = self.cleaned_data
        return Question(idea=plain["idea"], province=plain["province"], family=plain["family"] or None)


class InForm(WalkInForm):
    """Who came in. The consent is printed on this very page, or stands on the paper form she signed."""

    field_order = ("name", "phone", "firm_name", "number", "kind_of_firm", "consent")


class LeaveForm(forms.Form):
    """On which days an officer is away, and who stands in for her."""

    first = DayField(label=_("First day away"), widget=forms.TextInput(attrs={"type": "date"}))
    last = DayField(label=_("Last day away"), widget=forms.TextInput(attrs={"type": "date"}))
    deputy = forms.ChoiceField(label=_("Who stands in for you"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((str(each.pk), each.name) for each in colleagues)
        offer(self, "deputy", [("", _("nobody stands in")), *named])
