"""A row of a list of firms, read by the form of the firm's own page: the same faults in the same words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from itc.accounts.forms import PhoneField
from itc.db.tables import Fault
from itc.db.tables.sheets import Line
from itc.firms.forms import FirmForm
from itc.firms.models import Firm, Sector
from itc.network.models import Province
from itc.sheets.models import FIRMS
from itc.sheets.rules import COLUMNS, choice, lost_zero, province_code, whole_phone
from itc.web.forms import offer

FIELDS = tuple(column.field for column in COLUMNS)


class FirmRowForm(FirmForm):
    """A row of a list of firms: the firm as its own page asks for it, and her who came for it."""

    contact = forms.CharField(max_length=120)
    phone = PhoneField(required=False)

    def __init__(self, *args: Any, provinces: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "province", provinces)  # read once for all rows


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A row that can be entered: its line, and the values of `FirmRowForm`."""

    line: int
    values: dict[str, Any]


def reader() -> Callable[[Line], tuple[dict[str, Any], list[Fault]]]:
    """Return what gives the values of a line, and its faults by cell."""
    places = list(Province.objects.values_list("code", "name_th", "name_en"))
    named = {name: code for code, *names in places for name in names}
    provinces = [(code, name) for code, name, _name_en in places]

    def read(line: Line) -> tuple[dict[str, Any], list[Fault]]:
        given = {name: line.cells.get(name, "") for name in FIELDS}
        given["kind"] = choice(given["kind"], Firm.Kind.choices)
        given["sector"] = choice(given["sector"], Sector.choices)
        given["province"] = province_code(given["province"], named)
        given["phone"] = whole_phone(given["phone"])
        form = FirmRowForm(given, provinces=provinces)
        if form.is_valid():
            return form.cleaned_data, []
        wrong = [_fault(line, name, given[name], str(said[0])) for name, said in form.errors.items()]
        return {name: form.cleaned_data.get(name, "") for name in FIELDS}, wrong

    return read


def _fault(line: Line, name: str, text: str, said: str) -> Fault:
    column = next(each for each in COLUMNS if each.field == name)
    if name == "number" and (whole := lost_zero(text)):
        cure = _("write %(code)s, and format the column as Text first") % {"code": whole}
        return Fault(FIRMS, line.number, name, _("a leading zero was lost"), cure)
    if not text:
        return Fault(FIRMS, line.number, name, _("the cell is empty"), str(column.allowed))
    return Fault(FIRMS, line.number, name, said, str(column.allowed))
