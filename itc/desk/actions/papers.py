"""The papers of somebody who was taken in: her plan, the code that takes over her account, the consent."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse

from itc.accounts.models import User
from itc.accounts.paper import CLAIM
from itc.accounts.paper.claim import sheet as claim_sheet
from itc.cases.actions.claims import make_claim_of
from itc.cases.errors import NobodyToClaim
from itc.cases.models import Case
from itc.cases.queries.page import require_leads
from itc.consents.paper import CONSENT
from itc.consents.paper.consent import sheet as consent_sheet
from itc.planning.models import Plan
from itc.planning.paper import LAYOUT
from itc.planning.paper.sheet import sheet as plan_sheet

Paper = tuple[Path, Mapping[str, Any]]
Link = Callable[[str], str]


def make_papers(*, case: Case, link: Link, by: User, now: dt.datetime) -> list[Paper]:
    """Return what is printed for her, each with its layout; `link` makes an address whole.

    The plan is left out once its link is gone. A claim code is made, which ends an older one, unless she
    signs in herself. Refuses: UnknownCase, where `by` does not lead the case.
    """
    require_leads(by, case, now=now)
    return [*_plan(case, link, now), *_claim(case, by, link, now), _consent(case, link, now)]


def _plan(case: Case, link: Link, now: dt.datetime) -> Iterator[Paper]:
    if plan := Plan.objects.alive(now).filter(pk=case.plan).first():
        address = link(reverse("plan_detail", args=[plan.pk]))
        yield LAYOUT, plan_sheet(plan, case.plan_kind, link=address)


def _claim(case: Case, by: User, link: Link, now: dt.datetime) -> Iterator[Paper]:
    try:
        written, claim = make_claim_of(case=case, by=by, now=now)
    except NobodyToClaim:
        return
    yield CLAIM, claim_sheet(written, claim, link=link(reverse("claim")), given_at=case.lead_centre.name)


def _consent(case: Case, link: Link, now: dt.datetime) -> Paper:
    places = list(dict.fromkeys(step.place for step in case.steps.kept() if step.place))
    privacy = link(reverse("privacy"))
    return CONSENT, consent_sheet(case.lead_centre, places, firm=case.firm.name, link=privacy, now=now)
