"""What stands in the way of her wishes, or was read otherwise, said before the plan: in Thai and English."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from itc.catalogue.rules.amounts import Amount
from itc.lib import thai
from itc.lib.minutes import day_of
from itc.planning.queries.answering import Planned
from itc.planning.queries.offers import Offer
from itc.resources.models import Holiday

Note = dict[str, str]
NOTHING = re.compile(r"(?<![\d.,])0+(?:\.0+)?\s*(?:กก|กิโล|โล|ลิตร|ชิ้น|kg|kilo|lit|piece|l\b)", re.IGNORECASE)
"""An amount of nothing in her words."""


def notes(made: Planned) -> list[Note]:
    """Return the notes of a plan's question, each with a code for machines."""
    return [*_on_start(made), *_on_place(made), *_on_region(made), *_on_amount(made)]


def _note(code: str, text_th: str, text_en: str) -> Note:
    return {"code": code, "text_th": text_th, "text_en": text_en}


def _on_start(made: Planned) -> Iterator[Note]:
    """A first day that is past, or on which the network is closed."""
    start, today = made.understood.question.start, thai.local_day(made.now)
    if start is None:
        return
    th, en = thai.date_text(start, language="th"), thai.date_text(start, language="en")
    if start < today:
        next_year = dt.date(start.year + 1, start.month, min(start.day, 28))  # 28: no year lacks it
        hint = next_year >= today
        yield _note(
            "start-past",
            f"วันที่ {th} ผ่านไปแล้ว แผนนี้จึงเริ่มจากวันนี้"
            + (f" ถ้าหมายถึงปี {next_year.year + 543} ให้เปลี่ยนปีที่ช่องไม่เริ่มก่อนวันที่" if hint else ""),
            f"{en} has passed, so the plan begins today."
            + (f" If you meant {next_year.year}, change the year of the first day." if hint else ""),
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


def _on_region(made: Planned) -> Iterator[Note]:
    """Only one part of the country, and yet people or laboratories elsewhere help her from afar."""
    region, places = made.understood.question.region, made.supply.places
    used = [
        made.offers[step.seq][step.option]
        for answer in made.answers
        for step in answer.plan.steps
        if step.option is not None
    ]
    there = {offer.lab.place if offer.lab else offer.units[0].place for offer in used}
    if region and any(places[place].region != region for place in there):
        yield _note(
            "region-remote",
            "ภาคที่เลือกใช้กับที่ที่คุณต้องไปเองและที่ที่ส่งของไปทำ งานที่ทำจากบ้านและตัวอย่างที่ส่งทดสอบ อาจใช้คนหรือห้องทดสอบในภาคอื่น",
            "The part of the country you chose holds for where you go and where goods are made; work done "
            "from home and samples to be tested may go to people and laboratories elsewhere.",
        )


def _on_amount(made: Planned) -> Iterator[Note]:
    """An amount of nothing, one that no machine counts in, or more than shared machines make as a trial."""
    amount = made.understood.amount
    if amount is None and (zero := NOTHING.search(thai.arabic_digits(made.understood.question.idea))):
        yield _note(
            "amount-nothing",
            f"“{zero[0]}” คือไม่ทำเลย แผนนี้จึงนับเวลาตามปกติของงานทดลอง ใส่จำนวนที่ช่องปริมาณได้",
            f"“{zero[0]}” is nothing at all: the usual hours of a trial are planned. Write how much it is.",
        )
    if amount is None:
        return
    works = [each.work for each in _machines(made) if each.work]
    capped = [work.covered for work in works if work.capped and work.covered]
    if capped:
        (all_th, all_en), (lot_th, lot_en) = _size(amount), _size(min(capped, key=lambda each: each.value))
        yield _note(
            "amount-capped",
            f"เครื่องที่ใช้ร่วมกันมีไว้ทดลอง จาก {all_th} จึงวางแผนทำรุ่นทดลอง {lot_th} ส่วนที่เหลือเป็นงานของผู้รับจ้างผลิต",
            f"Shared machines are for trials: of {all_en} a lot of {lot_en} is planned; the rest is for a "
            "contract maker.",
        )
    elif works and all(work.covered is None for work in works):
        all_th, all_en = _size(amount)
        yield _note(
            "amount-not-counted",
            f"เครื่องในแผนแรกยังนับเวลาจาก {all_th} ไม่ได้ เวลาและราคาจึงเป็นของงานทดลองตามปกติ ถามเจ้าหน้าที่ก่อนทำจริง",
            f"No machine of the first plan counts its time by {all_en}, so hours and price are those of a "
            "usual trial. Ask an officer before the real lot.",
        )


def _machines(made: Planned) -> list[Offer]:
    """Return the machines of the first plan, each with what it does there."""
    steps = made.answers[0].plan.steps
    chosen = [made.offers[step.seq][step.option] for step in steps if step.option is not None]
    return [each for each in chosen if each.units and each.units[0].machine_kind]


def _size(amount: Amount) -> tuple[str, str]:
    """Return how much, in Thai and English, in no more figures than she would write."""
    number = f"{amount.value.quantize(Decimal('0.001'), ROUND_DOWN).normalize():,f}"
    names = {"kg": ("กก.", "kg"), "l": ("ลิตร", "litres"), "piece": ("ชิ้น", "pieces")}
    unit_th, unit_en = names[amount.unit]
    return f"{number} {unit_th}", f"{number} {unit_en}"
