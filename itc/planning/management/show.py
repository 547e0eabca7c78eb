"""An answer printed for people in a terminal, in Thai."""

import datetime as dt
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from itc.lib import thai

STAGES = {
    "products": "1 เลือกผลิตภัณฑ์",
    "engineering": "2 วิศวกรรม",
    "manufacturing": "3 ผู้รับจ้างผลิต",
    "certification": "4 ทดสอบ รับรอง",
    "markets": "5 ทดสอบตลาด",
}
CERTAINTY = {"firm": "จองได้จริง", "forecast": "คาดการณ์", "expected": "คาดว่า"}


def show(body: dict[str, Any], console: Console) -> None:
    """Print what was understood and the plan, or that nothing was."""
    if body["family"] is None:
        console.print("ยังไม่เข้าใจว่าอยากทำอะไร ลองบอกชื่อสิ่งที่อยากทำ เช่น สบู่น้ำผึ้ง")
        return
    family, plan = body["family"], body["plans"][0]
    others = ", ".join(other["name_th"] for other in family["others"])
    chips = ", ".join(chip["text"] or chip["chip"] for chip in body["chips"])
    console.print(f"[bold]{family['name_th']}[/] (หรือ {others})")
    console.print(f"อ่านได้: {chips or '–'} · ศูนย์ที่ดูแล {body['lead_centre'] or '–'}")
    console.print(_table(plan))
    for unmet in plan["unmet"]:
        console.print(f"ยังวางแผนไม่ได้: {unmet['name_th']} – {unmet['reason_th']}")
    more = "" if plan["cost_complete"] else " (ไม่รวมรายการที่รอใบเสนอราคา)"
    console.print(
        f"[bold]ถึงตลาด {_day(plan['finish'])}[/] · {thai.baht_text(Decimal(plan['cost_thb']))}{more}"
        f" · เดินทาง {plan['travel_km']:,} กม."
        f" · เครื่องจักรที่ไม่ต้องซื้อ {thai.baht_text(Decimal(plan['not_bought_thb']))}"
    )
    console.print(f"[dim]ใช้เวลา {body['took_ms']:,.0f} มิลลิวินาที · /plans/{body['token']}[/]")


def _table(plan: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("วันที่", "ขั้นตอน", "ที่ไหน", "ราคา", ""):
        table.add_column(title, justify="right" if title == "ราคา" else "left")
    stage = ""
    for step in plan["steps"]:
        if step["stage"] != stage:
            stage = step["stage"]
            table.add_row("", f"[bold]{STAGES[stage]}[/]")
        place = step["office"] or step["centre"] or {"name_th": "รอคัดเลือก"}
        price = "รอราคา" if step["cost_thb"] is None else thai.baht_text(Decimal(step["cost_thb"]))
        table.add_row(
            _day(step["starts_at"]), step["name_th"], place["name_th"], price, CERTAINTY[step["certainty"]]
        )
    return table


def _day(moment: str) -> str:
    return thai.date_text(thai.local_day(dt.datetime.fromisoformat(moment)), language="th")
