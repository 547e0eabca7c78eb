"""An answer printed for people in a terminal, in Thai."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import override
from rich.console import Console
from rich.table import Table

from itc.lib import thai
from itc.network.rules import short_name
from itc.planning.queries.cards import Card, cards
from itc.planning.queries.kept import chosen, day_of

STAGES = {
    "products": "1 เลือกผลิตภัณฑ์",
    "engineering": "2 วิศวกรรม",
    "manufacturing": "3 ผู้รับจ้างผลิต",
    "certification": "4 ทดสอบ รับรอง",
    "markets": "5 ทดสอบตลาด",
}
CERTAINTY = {"firm": "จองได้จริง", "forecast": "คาดการณ์", "expected": "คาดว่า"}


def show(body: Mapping[str, Any], console: Console, kind: str = "") -> None:
    """Print what was understood, the plans in short, and the one of a kind (else the first) by its steps."""
    if body["family"] is None:
        console.print("ยังไม่เข้าใจว่าอยากทำอะไร ลองบอกชื่อสิ่งที่อยากทำ เช่น สบู่น้ำผึ้ง")
        return
    family, plan = body["family"], chosen(body["plans"], kind)
    others = ", ".join(other["name_th"] for other in family["others"])
    chips = ", ".join(chip["text"] or chip["chip"] for chip in body["chips"])
    console.print(f"[bold]{family['name_th']}[/] (หรือ {others})")
    console.print(f"อ่านได้: {chips or '–'} · ศูนย์ที่ดูแล {body['lead_centre'] or '–'}")
    for note in body.get("notes", []):
        console.print(f"ควรรู้ก่อน: {note['text_th']}")
    with override("th"):
        short = cards(body["plans"], plan)
    console.print(_plans(short))
    opened = next(card for card in short if card.opened)
    console.print(_steps(plan, f"แผน{opened.name}"))
    for unmet in plan["unmet"]:
        console.print(f"ยังวางแผนไม่ได้: {unmet['name_th']} – {unmet['reason_th']}")
    console.print(f"[bold]ถึงตลาด {_day(opened)}[/] · {opened.proof or 'ยังไม่ได้พิสูจน์'}")
    console.print(f"[dim]ใช้เวลา {body['took_ms']:,.0f} มิลลิวินาที · /plans/{body['token']}[/]")


def _plans(short: Sequence[Card]) -> Table:
    """Return the plans beside one another, the opened one marked."""
    table = _table(("", "แผน", "ถึงตลาด", "ทั้งหมด", "30 วันแรก", "เดินทาง", "เครื่องที่ไม่ต้องซื้อ"), figures=4)
    for card in short:
        first_days = "–" if card.first_days is None else thai.baht_text(card.first_days)
        more = f" + รอราคา {card.open_prices}" if card.open_prices else ""
        table.add_row(
            "▸" if card.opened else "",
            card.name,
            _day(card),
            card.whole + more,
            first_days,
            f"{card.km:,} กม.",
            thai.baht_text(card.not_bought),
        )
    return table


def _steps(plan: Mapping[str, Any], title: str) -> Table:
    table = _table(("วันที่", "ขั้นตอน", "ที่ไหน", "ราคา", ""), figures=0)
    table.title, table.title_justify = title, "left"
    stage = ""
    for step in plan["steps"]:
        if step["stage"] != stage:
            stage = step["stage"]
            table.add_row("", f"[bold]{STAGES[stage]}[/]")
        place = step["office"] or step["centre"] or {"name_th": "รอคัดเลือก"}
        price = "รอราคา" if step["cost_thb"] is None else thai.baht_text(Decimal(step["cost_thb"]))
        day, certainty = (
            thai.date_text(day_of(step["starts_at"]), language="th"),
            CERTAINTY[step["certainty"]],
        )
        if step["unmet"]:
            day, price, certainty = "ยังไม่มีวัน", "", "ยังไม่มีใครทำได้"
        table.add_row(day, step["name_th"], short_name(place["name_th"]), price, certainty)
    return table


def _table(titles: Sequence[str], *, figures: int) -> Table:
    """Return an empty table; the last `figures` columns, and that of prices, stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, title in enumerate(titles):
        right = title == "ราคา" or number >= len(titles) - figures > 0
        table.add_column(title, justify="right" if right else "left")
    return table


def _day(card: Card) -> str:
    return thai.date_text(card.finish, language="th")
