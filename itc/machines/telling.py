"""What people are told of what happened on the floor."""

import datetime as dt

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.cases.telling import page, step_page
from itc.lib import thai
from itc.notices.registry import Details, Told, register
from itc.web.templatetags.web import day


def absent(told: Details) -> str:
    """Return at which step nobody came, and what to do now."""
    return _(
        "Case %(case)s: “%(step)s” began on %(day)s, %(clock)s, and nobody came. Choose another time."
    ) % (_words(told))


def absence_undone(told: Details) -> str:
    """Return that it is not so: somebody came."""
    return _("Case %(case)s: somebody did come to “%(step)s” on %(day)s. It stays as it was.") % _words(told)


def noted(told: Details) -> str:
    """Return of which step the centre has noted something for the firm."""
    return _("Case %(case)s: the centre has noted something for you on “%(step)s”.") % _words(told)


def _words(told: Details) -> dict[str, str]:
    at = dt.datetime.fromisoformat(told["at"])
    step = str(told["th"] if get_language() == "th" else told["en"])
    return {"case": told["case"], "step": step, "day": day(at), "clock": thai.clock_text(at)}


register(
    Told("turn.absent", gettext_lazy("You were expected"), absent, step_page, urgent=True),
    Told("turn.absence-undone", gettext_lazy("Somebody did come"), absence_undone, page, urgent=True),
    Told(
        "turn.noted", gettext_lazy("A note from the machine"), noted,
        lambda told: page(told) + "#happened",
    ),
)  # fmt: skip
