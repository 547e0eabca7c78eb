"""Is anybody back who had her data erased?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from itc.consents.erased import back
from itc.continuity.registry import Check, Finding, register


def erased_people_stay_erased() -> Iterator[Finding]:
    """Find people that a backup from before brought back."""
    if people := back():
        yield Finding(
            _("People who had their data erased and are back, from a backup of before: %(count)d.")
            % {"count": len(people)},
            _("Run `itc erase-again`."),
        )


register(Check(gettext_noop("erased people"), erased_people_stay_erased))
