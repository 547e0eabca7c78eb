"""Are the settings those of a site that the public reaches?"""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import WARNING, Tags, run_checks

from itc.upkeep.registry import Finding

LOCAL = {"127.0.0.1", "localhost", "testserver", "[::1]"}
SHORT = 50
"""Letters, as Django wants them: its own check of that (W009) is asked of public sites alone."""


def secret_key() -> Iterator[Finding]:
    """Find a key that can be guessed."""
    if len(settings.SECRET_KEY) < SHORT:
        yield Finding(
            f"The secret key has less than {SHORT} letters: who guesses it can sign in as anybody.",
            "Unset OPENITC_SECRET_KEY to have one made, or set one of 64 letters; second factors and "
            "claim codes of the old one are void then.",
        )


def public() -> Iterator[Finding]:
    """Find settings of a demo on a site of the public, which is one with OPENITC_HTTPS=1."""
    wrong = {
        "OPENITC_DEBUG is on: errors show code and data to anybody.": "Unset OPENITC_DEBUG.",
        "No mail is sent: nobody can sign up or reset a password by e-mail.": "Set OPENITC_SMTP.",
        "No SMS is sent: nobody can sign up by phone.": "Set OPENITC_SMS_URL.",
        "Staff open the back office by password alone.": "Unset OPENITC_STAFF_SECOND_FACTOR.",
        "The public budget is off: one caller can keep the site busy.": "Unset OPENITC_PUBLIC_LIMIT.",
        "The site answers to no public name.": "Set OPENITC_HOSTS to its name, such as itc.example.go.th.",
        "The site answers under any name.": "Set OPENITC_HOSTS to its name, without *.",
        "No trusted proxy is named, so that https is never seen and pages redirect for ever.": (
            "Set OPENITC_PROXIES to the number of proxies in front, mostly 1."
        ),
    }
    hosts = set(settings.ALLOWED_HOSTS)
    are = (
        settings.DEBUG,
        not settings.SMTP,
        not settings.SMS_URL,
        not settings.STAFF_SECOND_FACTOR,
        not settings.PUBLIC_LIMIT,
        hosts <= LOCAL,
        "*" in hosts,
        not settings.PROXIES,
    )
    if settings.HTTPS:
        yield from (Finding(*each) for each, is_so in zip(wrong.items(), are, strict=True) if is_so)
    elif not hosts <= LOCAL:
        yield Finding(
            f"The site answers as {min(hosts - LOCAL)} without https: passwords can be read on the way.",
            "Put a proxy with TLS in front, then set OPENITC_HTTPS=1 and OPENITC_PROXIES=1.",
        )


def django_says() -> Iterator[Finding]:
    """Find what Django's own checks find; of a site that is not public, errors alone."""
    for said in run_checks(include_deployment_checks=settings.HTTPS, tags=_tags()):
        if said.level >= WARNING and not said.is_silenced() and said.id != "security.W009":
            yield Finding(f"{said.id}: {said.msg}", said.hint or "See Django's documentation of this check.")


def _tags() -> list[str]:
    """Return which of them: models and pages are tested, what is set differs from site to site."""
    return [Tags.security, Tags.caches, Tags.files, Tags.staticfiles, Tags.database]
