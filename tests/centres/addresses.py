"""Who may open which page of a centre's keeping, and where it stands."""

from django.utils import timezone

from itc.accounts.models import User
from itc.centres.models import Change, Profile, Service
from itc.network.models import Centre, Post
from itc.resources.models import Closing, Price, Resource
from tests.resources import rows

OF_PARTS = (
    "centre_manage", "centre_services", "centre_service_new", "centre_hours", "centre_closings",
    "centre_people", "centre_person_new", "centre_units", "centre_unit_new", "centre_prices",
    "centre_price_new", "centre_rules", "centre_area",
)  # fmt: skip
OF_ROWS = (
    "centre_service", "centre_closing_open", "centre_post_end", "centre_claim", "centre_person",
    "centre_unit", "centre_unit_retire", "centre_price_end", "centre_area_end", "centre_undo",
)  # fmt: skip
POSTED = {"centre_closing_open", "centre_claim", "centre_undo"}
OFFICERS = {"lead_officer", "serving_officer", "other_officer", "list_officer"}
WHO_MAY = {name: {"lead_officer"} for name in (*OF_PARTS, *OF_ROWS)} | {"my_centres": OFFICERS}


def of_centres(code: str) -> dict[str, list[str | int]]:
    """Return the arguments of the routes of a centre's keeping, each with a row that is there."""
    keys = _keys(Centre.objects.get(pk=code))
    return (
        {"my_centres": []}
        | {name: [code] for name in OF_PARTS}
        | {name: [code, keys[name]] for name in OF_ROWS}
    )


def _keys(centre: Centre) -> dict[str, str | int]:
    day = timezone.localdate()
    expert = User.objects.get(name="lead_operator")
    unit = Resource.objects.filter(centre=centre, kind="machine").order_by("pk")[0]
    assert unit.machine_kind is not None
    price = Price.objects.filter(provider=centre.pk).first() or rows.price(unit.machine_kind, centre)
    service, _new = Service.objects.get_or_create(centre=centre, name_th="x", name_en="x", valid_from=day)
    closing = Closing.objects.filter(centre=centre).first() or Closing.objects.create(
        centre=centre, first_day=day, last_day=day, name_th="x", name_en="x"
    )
    line, _new = Profile.objects.get_or_create(
        centre=centre, province=centre.province, about="has", what_th="x", what_en="x", source="x",
        valid_from=day,
    )  # fmt: skip
    change = Change.objects.filter(centre=centre).first() or Change.objects.create(
        centre=centre, part="people", at=timezone.now(), by=expert,
        rows=[{"kind": "accounts.user", "key": expert.pk, "before": {}, "after": {}}],
    )  # fmt: skip
    return {
        "centre_service": service.pk,
        "centre_closing_open": closing.pk,
        "centre_post_end": Post.objects.get(person=expert).pk,
        "centre_claim": Post.objects.get(person=expert).pk,
        "centre_person": unit.pk,
        "centre_unit": unit.pk,
        "centre_unit_retire": unit.pk,
        "centre_price_end": price.pk,
        "centre_area_end": line.pk,
        "centre_undo": change.pk,
    }
