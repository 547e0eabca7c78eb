"""What the machines of a plan would cost to own (investment.md, figure A: the low price, each kind once)."""

from decimal import Decimal

from itc.planning.rules.not_bought import Owned, not_bought

DRIER = Owned("fd-freeze-dryer", Decimal(3_000_000), Decimal(6_000_000))
SEALER = Owned("pk-sealer", Decimal(40_000), Decimal(90_000))


def test_a_kind_used_four_hours_counts_once() -> None:
    assert not_bought([(DRIER, 120), (DRIER, 120), (DRIER, 5000)]) == (DRIER,)


def test_a_kind_used_less_does_not_count() -> None:
    assert not_bought([(DRIER, 239), (SEALER, 240)]) == (SEALER,)


def test_no_use_costs_nothing_to_own() -> None:
    assert not_bought([]) == ()
