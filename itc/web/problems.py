"""What a page says when something went wrong: a sentence and the next thing to do, by HTTP status."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Problem:
    """A title that states the fact and a sentence that says what to do next."""

    title: Promise
    advice: Promise


PROBLEMS: dict[int, Problem] = {
    400: Problem(
        _("We could not read what was sent"),
        _("Go back to the page before, check what you typed, and send it again."),
    ),
    403: Problem(
        _("This page is not open to you"),
        _("If it should be, sign in with the account you were given, or ask your centre's officer."),
    ),
    404: Problem(
        _("There is no such page"),
        _("The address may be mistyped, or the page has moved. Search for it, or start from the home page."),
    ),
    405: Problem(
        _("This page cannot be opened that way"),
        _("Go to the home page and open it from there; nothing has been changed."),
    ),
    409: Problem(
        _("As things stand now, this cannot be done"),
        _("Look at the newest state of the page and choose again."),
    ),
    410: Problem(
        _("This link has run out"),
        _(
            "Links of plans work for 30 days. Ask again with the same words: it takes a minute, "
            "and the dates will be fresh."
        ),
    ),
    422: Problem(
        _("Something is still missing"),
        _("Read the reasons, go back and complete it. What you typed is still there."),
    ),
    429: Problem(
        _("Too many questions in a short time"),
        _("Wait a minute, then try again. Nothing you typed is lost if you go back."),
    ),
    500: Problem(
        _("Something broke on our side"),
        _(
            "It is not your fault, and we have noted it. Try again in a few minutes; "
            "nothing was booked or changed by half."
        ),
    ),
}

API_PROBLEMS: dict[int, tuple[str, Promise]] = {
    400: ("not-readable", _("We could not read what was sent")),
    401: ("not-signed-in", _("Sign in first: this is for people who are known here.")),
    403: ("not-allowed", _("This is not open to you.")),
    404: ("not-found", _("There is nothing at this address. What there is: /api/v1/openapi.json")),
    405: (
        "not-that-way",
        _("This address does not take this method; the header Allow names those it takes."),
    ),
    500: ("broken", _("Something broke on our side")),
}


def problem_of(status: int) -> Problem:
    """Return the problem of a status; an unknown one is told as 400 or 500, by its side."""
    return PROBLEMS.get(status) or PROBLEMS[500 if status >= 500 else 400]


def api_problem_of(status: int) -> tuple[str, Promise]:
    """Return what the API says of a status, as code and sentence; an unknown one is told by its side."""
    return API_PROBLEMS.get(status) or API_PROBLEMS[500 if status >= 500 else 400]
