"""Are the settings those of a site that the public reaches?"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, Tags, run_checks
from django.utils.translation import gettext as _

from itc.continuity.registry import Finding

LOCAL = {"127.0.0.1", "localhost", "testserver", "[::1]"}
SHORT = 50
"""Letters, as Django wants them: its own check of that (W009) is asked of public sites alone."""


def secret_key() -> Iterator[Finding]:
    """Find a key that can be guessed."""
    if len(settings.SECRET_KEY) < SHORT:
        yield Finding(
            _("The secret key has less than %(count)d letters: who guesses it can sign in as anybody.")
            % {"count": SHORT},
            _(
                "Unset OPENITC_SECRET_KEY to have one made, or set one of 64 letters; second factors and "
                "claim codes of the old one are void then."
            ),
        )


def public() -> Iterator[Finding]:
    """Find settings of a demo on a site of the public, which is one with OPENITC_HTTPS=1."""
    hosts = set(settings.ALLOWED_HOSTS)
    if settings.HTTPS:
        yield from (Finding(wrong, mend) for is_so, wrong, mend in _of_a_demo(hosts) if is_so)
    elif not hosts <= LOCAL:
        yield Finding(
            _("The site answers as %(host)s without https: passwords can be read on the way.")
            % {"host": min(hosts - LOCAL)},
            _("Put a proxy with TLS in front, then set OPENITC_HTTPS=1 and OPENITC_PROXIES=1."),
        )


def _of_a_demo(hosts: set[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield whether something is so, what is wrong with that on a public site, and how to mend it."""
    named = _("Set OPENITC_HOSTS to its name, such as itc.example.go.th.")
    proxies = _("Set OPENITC_PROXIES to the number of trusted proxies in front, mostly 1.")
    busy = _("There is no public budget: one caller can keep the site busy.")
    yield settings.DEBUG, _("Errors show code and data to anybody."), _unset("OPENITC_DEBUG")
    yield not settings.SMTP, _("No mail goes out: nobody signs up by e-mail."), _set("OPENITC_SMTP")
    yield not settings.SMS_URL, _("No SMS goes out: nobody signs up by phone."), _set("OPENITC_SMS_URL")
    alone = not settings.STAFF_SECOND_FACTOR
    yield alone, _("Staff open the back office by password alone."), _unset("OPENITC_STAFF_SECOND_FACTOR")
    yield not settings.PUBLIC_LIMIT, busy, _unset("OPENITC_PUBLIC_LIMIT")
    local = urlsplit(settings.SITE_URL).hostname in LOCAL | {"::1"}
    nowhere = _("Links in mail, SMS and LINE lead to this machine, where nobody but you arrives.")
    yield local, nowhere, _("Set OPENITC_URL to its address, such as https://itc.example.go.th.")
    yield hosts <= LOCAL, _("The site answers to no public name."), named
    yield "*" in hosts, _("The site answers under any name."), named
    yield not settings.PROXIES, _("https of a proxy is not seen: pages redirect for ever."), proxies


def _unset(name: str) -> str:
    return _("Unset %(name)s.") % {"name": name}


def _set(name: str) -> str:
    return _("Set %(name)s.") % {"name": name}


def django_says() -> Iterator[Finding]:
    """Find what Django's own checks find; of a site that is not public, errors alone."""
    for said in run_checks(include_deployment_checks=settings.HTTPS, tags=_tags()):
        if said.level >= WARNING and not said.is_silenced() and said.id != "security.W009":
            yield Finding(
                f"{said.id}: {said.msg}", said.hint or _("See Django's documentation of this check.")
            )


def _tags() -> list[str]:
    """Return which of them: models and pages are tested, what is set differs from site to site."""
    return [Tags.security, Tags.caches, Tags.files, Tags.staticfiles, Tags.database]
