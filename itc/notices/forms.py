"""How a person wants to be told."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.notices.models import Channel, Wish
from itc.notices.queries import reachable
from itc.notices.registry import Group

SAID: dict[Group, Any] = {
    Group.COMING: _("The day before, and while it can still be moved."),
    Group.CASE: _("A yes or no, a change, an end. A time that is lost comes at once, at night too."),
    Group.TALK: "",
    Group.ASKED: _("For those who work at a centre."),
    Group.DESK: _("For officers of a centre."),
    Group.OTHER: "",
}
"""What more there is to say of a group."""


class WishForm(forms.ModelForm[Wish]):
    """Channels that reach her, for each group of kinds; quiet hours; and one message a day."""

    class Meta:
        model = Wish
        fields = ("quiet_from", "quiet_to", "digest")
        labels = {
            "quiet_from": _("Quiet from"),
            "quiet_to": _("until"),
            "digest": _("What is not urgent, once a day at seven; reminders come by themselves"),
        }
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_to": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Channel.choices)
        choices = [(way.value, labels[way.value]) for way in reachable(person)]
        for group in Group:
            self.fields[f"to_{group}"] = forms.MultipleChoiceField(
                label=group.label, required=False, choices=choices, help_text=SAID[group],
                widget=forms.CheckboxSelectMultiple, initial=self.instance.channels_for(group),
            )  # fmt: skip

    def groups(self) -> Iterator[forms.BoundField]:
        """Yield the fields of the groups of kinds."""
        return (self[f"to_{group}"] for group in Group)

    def wish(self) -> dict[str, Any]:
        """Return what she wishes; the form must be valid."""
        said = self.cleaned_data
        return {
            "channels": said[f"to_{Group.OTHER}"],
            "by_group": {str(group): said[f"to_{group}"] for group in Group if group != Group.OTHER},
            **{name: said[name] for name in self.Meta.fields},
        }
