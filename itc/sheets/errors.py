"""Refusals of spreadsheets."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Conflict, NotAllowed, NotFound, NotReady


class UnwantedSheet(NotReady):
    """A file cannot be taken; the sentence says what it is and what to do."""

    code = "unwanted-sheet"


class UnknownTable(NotFound):
    """There is no such table, or the person may not know of it."""

    code = "unknown-table"

    def __init__(self) -> None:
        super().__init__(_("There is no such page."))


class HasFaults(NotReady):
    """What was uploaded has faults, so nothing of it is written."""

    code = "has-faults"

    def __init__(self) -> None:
        super().__init__(_("There are faults still. Mend them in the sheet and upload it again."))


class NotTicked(NotReady):
    """What waits for other tables was not ticked."""

    code = "not-ticked"

    def __init__(self) -> None:
        super().__init__(_("Tick that you will see to what is missing in other tables, then press again."))


class Moved(Conflict):
    """What would be done is no longer what was shown."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed the table meanwhile. Nothing was written. Below is what would be done now.")
        )


class NotKept(Conflict):
    """The database refuses a row, by a rule that the check does not know."""

    code = "not-kept"

    def __init__(self, names: Sequence[str] = ()) -> None:
        if names:
            said = _("These rows were changed in the back office: %(names)s. Nothing was written.")
            super().__init__(said % {"names": ", ".join(names[:5])})
        else:
            super().__init__(
                _(
                    "A row breaks a rule of the database, or others point to what you remove. "
                    "Nothing was written. Mend that row in the back office, which names the rule."
                )
            )


class MayNot(NotAllowed):
    """The person may change rows of this table, but not add or remove any."""

    code = "may-not"

    def __init__(self, *, removes: bool) -> None:
        super().__init__(
            _("You may not remove rows of this table. Leave them in, or ask who may.")
            if removes
            else _("You may not add rows to this table. Take the new ones out, or ask who may.")
        )


class NothingToDo(Conflict):
    """Every row stands so already, or it was done or undone before."""

    code = "nothing-to-do"

    def __init__(self) -> None:
        super().__init__(_("There is nothing left to do here: it was done already."))


class ChangedSince(Conflict):
    """Rows were changed after the upload that should be undone."""

    code = "changed-since"

    def __init__(self, names: Sequence[str]) -> None:
        said = _("It cannot be undone: these rows were changed since: %(names)s.")
        super().__init__(said % {"names": ", ".join(names[:10]) + (" …" if len(names) > 10 else "")})


class UsedSince(Conflict):
    """Rows that were added are used by now."""

    code = "used-since"

    def __init__(self, names: Sequence[str]) -> None:
        said = _("It cannot be undone: these are used by now: %(names)s.")
        super().__init__(said % {"names": ", ".join(names[:10]) + (" …" if len(names) > 10 else "")})


class ConsentNotHere(NotReady):
    """The officer has not said that the signed papers are here."""

    code = "consent-not-here"

    def __init__(self) -> None:
        super().__init__(_("Let each of them sign the consent first, then tick that it is here."))


class SameNames(NotReady):
    """Firms of the same name are here, and nobody said that they are others."""

    code = "same-names"

    def __init__(self) -> None:
        super().__init__(_("Tick that firms of the same name are other firms, or take them out."))
