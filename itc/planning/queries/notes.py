"""What stands in the way of her wishes, or was read otherwise, said before the plan: in Thai and English."""

import re
from collections.abc import Iterator

from itc.lib import thai
from itc.lib.minutes import day_of
from itc.planning.queries.answering import Planned
from itc.resources.models import Holiday

Note = dict[str, str]
NOTHING = re.compile(r"(?<![\d.,])0+(?:\.0+)?\s*(?:กก|กิโล|โล|ลิตร|ชิ้น|kg|kilo|lit|piece|l\b)", re.IGNORECASE)
"""An amount of nothing in her words."""


def notes(made: Planned) -> list[Note]:
    """Return the notes of a plan's question, each with a code for machines."""
    return [*_on_start(made), *_on_place(made), *_on_amount(made)]


def _note(code: str, text_th: str, text_en: str) -> Note:
    return {"code": code, "text_th": text_th, "text_en": text_en}


def _on_start(made: Planned) -> Iterator[Note]:
    """A first day that is past, or on which the network is closed."""
    start, today = made.understood.question.start, thai.local_day(made.now)
    if start is None:
        return
    th, en = thai.date_text(start, language="th"), thai.date_text(start, language="en")
    if start < today:
        yield _note(
            "start-past",
            f"วันที่ {th} ผ่านไปแล้ว แผนนี้จึงเริ่มจากวันนี้",
            f"{en} has passed, so the plan begins today.",
        )
    elif (holiday := Holiday.objects.filter(pk=start).first()) is not None:
        first = day_of(min(step.held_from for step in made.answers[0].plan.steps))
        yield _note(
            "start-closed",
            f"{th} เป็นวันหยุด ({holiday.name_th}) งานแรกจึงเริ่ม {thai.date_text(first, language='th')}",
            f"{en} is a holiday ({holiday.name_en}); the first work begins on "
            f"{thai.date_text(first, language='en')}.",
        )


def _on_place(made: Planned) -> Iterator[Note]:
    """A province nobody leads for, or without a centre of its own."""
    question, places = made.understood.question, made.supply.places
    home = places[question.province]
    centres = [place for place in places.values() if place.code != place.province]
    if made.lead_centre is None:
        yield _note(
            "no-lead",
            f"ยังไม่มีศูนย์ใดดูแลจังหวัด{home.name_th} งานเอกสารจึงทำได้กับทุกศูนย์",
            f"No centre leads for {home.name_en} yet; any centre may prepare your papers.",
        )
    elif all(centre.province != question.province for centre in centres):
        lead = places[made.lead_centre]
        km = made.problem.owner.leg(made.grounds.places[home.code], made.grounds.places[lead.code]).km
        yield _note(
            "no-centre",
            f"จังหวัด{home.name_th}ไม่มีศูนย์ ศูนย์ที่ดูแลคุณคือ{lead.name_th} ห่างประมาณ {km:,} กม.",
            f"{home.name_en} has no centre; {lead.name_en} keeps your case, some {km:,} km away.",
        )


def _on_amount(made: Planned) -> Iterator[Note]:
    """More than shared machines make as a trial: what of it is planned."""
    amount = made.understood.amount
    if amount is None and (zero := NOTHING.search(thai.arabic_digits(made.understood.question.idea))):
        yield _note(
            "amount-nothing",
            f"“{zero[0]}” คือไม่ทำเลย แผนนี้จึงนับเวลาตามปกติของงานทดลอง ใส่จำนวนที่ช่องปริมาณได้",
            f"“{zero[0]}” is nothing at all: the usual hours of a trial are planned. Write how much it is.",
        )
    chosen = [
        made.offers[step.seq][step.option] for step in made.answers[0].plan.steps if step.option is not None
    ]
    covered = [each.work.covered for each in chosen if each.work and each.work.capped and each.work.covered]
    if amount is None or not covered:
        return
    least = min(each.value for each in covered)
    unit_th = {"kg": "กก.", "l": "ลิตร", "piece": "ชิ้น"}[amount.unit]
    unit_en = {"kg": "kg", "l": "litres", "piece": "pieces"}[amount.unit]
    yield _note(
        "amount-capped",
        f"เครื่องที่ใช้ร่วมกันมีไว้ทดลอง จาก {amount.value:,f} {unit_th} จึงวางแผนทำรุ่นทดลอง {least:,f} {unit_th} "
        "ส่วนที่เหลือเป็นงานของผู้รับจ้างผลิต",
        f"Shared machines are for trials: of {amount.value:,f} {unit_en} a lot of {least:,f} {unit_en} is "
        "planned; the rest is for a contract maker.",
    )
