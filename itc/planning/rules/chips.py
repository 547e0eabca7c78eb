"""Which of the chips read from her words hold, after those she took away."""

from collections.abc import Collection, Iterable

from itc.catalogue.rules.chips import Chip

AMOUNT = "amount"
"""The chip of how much: its number is hers to write over."""

KINDS = ("market", "claim", "channel", "material", "platform", "word")
"""Of several chips read from the same words, the first of these kinds stands for all on a page."""


def keeps_amount(off: Collection[str]) -> bool:
    """Return whether the amount read from her words was not taken away, by its kind or by its chip."""
    return not any(code.partition(":")[0] == AMOUNT for code in off)


def holding(read: Iterable[Chip], off: Collection[str], *, own_amount: bool) -> tuple[Chip, ...]:
    """Return the chips that hold: a chip taken away takes with it all that was read from the same words.

    Chips of a size ("over 100 kilos") hold only while the amount is the one read from her words.
    """
    chips = [chip for chip in read if chip.kind != AMOUNT or (own_amount and keeps_amount(off))]
    gone = {(chip.start, chip.end) for chip in chips if chip.chip in off}
    return tuple(chip for chip in chips if (chip.start, chip.end) not in gone)


def one_of_each(chips: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the chips of an answer, one for each of her words, in their order."""
    kept: dict[str, dict[str, str]] = {}
    for chip in chips:
        words = chip["text"] or chip["chip"]
        if words not in kept or _rank(chip) < _rank(kept[words]):
            kept[words] = chip
    return list(kept.values())


def _rank(chip: dict[str, str]) -> int:
    return KINDS.index(chip["kind"]) if chip["kind"] in KINDS else len(KINDS)
