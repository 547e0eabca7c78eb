"""A turn of today on the served site: made in its own process, before it serves."""

import datetime as dt

from django.utils import timezone

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.catalogue.models import RecipeStep
from itc.lib import thai
from itc.network.models import Post
from itc.resources.models import Booking, Holiday, Resource
from itc.resources.rules.holding import Hold
from itc.site import actions as demo
from tests.cases import world

UNIT = "IEAT-NRIE/fd-freeze-dryer-01"
FIRM = "ลำไยบ้านหนองล่อง"
PHONE = "+66810009999"


def somebody_comes_today() -> None:
    """Let a firm have the dryer since half an hour ago, for two hours."""
    now = timezone.now()
    start, before = now - dt.timedelta(minutes=30), now - 5 * world.DAY
    Holiday.objects.filter(date=thai.local_day(start)).delete()
    Resource.objects.filter(code=UNIT).update(hours="Mon-Sun 00:00-23:59", approval="instant")
    Booking.objects.filter(resource__code=UNIT).delete()
    step = RecipeStep.objects.filter(family="dried-fruit", operation__code__contains="dry").earliest("seq")
    end = start + 2 * world.HOUR
    planned = world.planned(
        step.seq, Hold(UNIT, start, end, start, end), starts_at=start, ends_at=end, ready_at=end,
        operation=step.operation_id, name_th=step.operation.name_th, name_en=step.operation.name_en,
    )  # fmt: skip
    owner = User.objects.create_user(
        name="พ่อหลวงคำ", phone=PHONE, phone_confirmed_at=before, password=demo.PASSWORD
    )
    case = world.case_of(world.firm_of(owner, FIRM, now=before), owner, planned, now=before)
    officer = Post.objects.filter(centre="IEAT-NRIE", role=Post.Role.OFFICER).earliest("pk").person
    confirm_case(case=case, by=officer, now=now)
