"""Why a step could not be planned, in Thai and English: which wish or fact stands in the way, and a cure."""

from typing import Any

from itc.algorithms.scheduling.plan import Reason
from itc.catalogue.queries.paths import StepOnPath

BARRED = "barred"
"""Her wish for one part of the country leaves a step to nobody."""

UNMET: dict[str, tuple[str, str]] = {
    BARRED: (
        "ในภาคที่เลือกไม่มีใครทำขั้นตอนนี้ แต่ที่อื่นในเครือข่ายมี ลองเลือกทั้งประเทศ",
        "Nobody does this step in the part of the country you chose, but others do. Try the whole country.",
    ),
    Reason.AWAY: (
        "ในวันที่คุณมาได้ไม่มีใครว่างเลย ลองเพิ่มวันในสัปดาห์ที่มาได้",
        "On the days you can come nobody is free. Try one more day of the week.",
    ),
    Reason.NO_PROVIDER: (
        "ยังไม่มีใครในเครือข่ายที่ทำขั้นตอนนี้ได้ ลองถามเจ้าหน้าที่ หรือปิดขั้นตอนนี้ไว้ก่อน",
        "Nobody in the network does this step yet. Ask an officer, or leave the step out for now.",
    ),
    Reason.NOTICE: (
        "ทุกที่ต้องแจ้งล่วงหน้านานกว่านี้ ลองเลื่อนวันเริ่ม",
        "Every place needs longer notice. Try a later start.",
    ),
    Reason.NO_FREE_TIME: (
        "คิวเต็มทุกที่จนสุดปฏิทินที่เปิดให้จอง ลองลดปริมาณ หรือถามเจ้าหน้าที่",
        "Every place is taken as far as calendars reach. Try a smaller amount, or ask an officer.",
    ),
    Reason.HORIZON: (
        "ขั้นตอนก่อนหน้าเสร็จช้ากว่าที่ปฏิทินเปิดให้จอง ลองปิดขั้นตอนที่รอนาน",
        "The steps before it end later than calendars reach. Try leaving out a step with a long wait.",
    ),
    Reason.NO_OPENING: (
        "งานนี้ยาวเกินเวลาเปิดของทุกที่ ลองลดปริมาณ",
        "This work is longer than any place is open. Try a smaller amount.",
    ),
}


def say_unmet(each: StepOnPath, reason: Reason, *, barred: bool) -> dict[str, Any]:
    """Return a step that could not be planned, by plan.schema.json."""
    code = BARRED if barred and reason is Reason.NO_PROVIDER else reason.value
    thai, english = UNMET[code]
    return {
        "seq": each.step.line.seq,
        "operation": each.operation.code,
        "name_th": each.operation.name_th,
        "name_en": each.operation.name_en,
        "reason": code,
        "reason_th": thai,
        "reason_en": english,
    }
