"""What planning keeps of people: her words in plans, under links that tell nobody whose they are."""

import datetime as dt

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.cases.models import Case
from itc.firms.queries import alone_at
from itc.planning.models import Plan


def erase_plans(person: User, now: dt.datetime) -> None:
    """Remove the plans of cases of firms that nobody else acts for: their links lead to her words."""
    Plan.objects.filter(pk__in=Case.objects.filter(firm__in=alone_at(person)).values("plan")).delete()


register(
    Kept(
        Plan,
        columns(with_the_firm="asked answer token digest", kept="data_version"),
        why="An answer under a link. Nothing says who asked, but for one that became a case.",
        how_long="30 days",
        erase=erase_plans,
    )
)  # fmt: skip
