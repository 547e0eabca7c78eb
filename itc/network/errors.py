"""Refusals of the network."""

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict


class StillInPost(Conflict):
    """Somebody in post acts for a centre or agency, which has to end that first."""

    code = "still-in-post"

    def __init__(self, where: str) -> None:
        super().__init__(
            _("You are in post at %(where)s. Ask them to end your post; then you can erase your data.")
            % {"where": where}
        )
