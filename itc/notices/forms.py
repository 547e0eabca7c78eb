"""How a person wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.notices.models import Channel, Wish
from itc.notices.queries import reachable


class WishForm(forms.ModelForm[Wish]):
    """Channels that reach her, quiet hours, and one mail a day."""

    channels = forms.MultipleChoiceField(
        label=_("Tell me by"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None: it stands on this site alone."),
    )  # fmt: skip

    class Meta:
        model = Wish
        fields = ("channels", "quiet_from", "quiet_to", "digest")
        labels = {
            "quiet_from": _("Quiet from"),
            "quiet_to": _("until"),
            "digest": _("What is not urgent, once a day at seven"),
        }
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_to": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = reachable(person)
        labels = dict(Channel.choices)
        self.fields["channels"].choices = [(way.value, labels[way.value]) for way in ways]  # type: ignore[attr-defined]
