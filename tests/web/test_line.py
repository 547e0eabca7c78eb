"""The line keeps its five stations in one order, whatever steps stand on it."""

import pytest
from django.utils.translation import override

from itc.catalogue.models import Stage
from itc.web.line import STATIONS, Step, stations_with


def test_the_stations_are_the_stages_of_the_catalogue_in_their_order() -> None:
    assert [station.slug for station in STATIONS] == Stage.values
    assert [station.number for station in STATIONS] == [1, 2, 3, 4, 5]


def test_all_five_stations_stand_even_where_only_one_has_steps() -> None:
    stations = stations_with({"markets": [Step(title="Tasting")]})
    assert [len(station.steps) for station in stations] == [0, 0, 0, 0, 1]


def test_steps_keep_the_order_they_were_given_in() -> None:
    steps = [Step(title="b"), Step(title="a")]
    assert stations_with({"products": steps})[0].steps == tuple(steps)


def test_a_step_of_an_unknown_station_is_refused_rather_than_dropped() -> None:
    with pytest.raises(KeyError, match="export"):
        stations_with({"export": [Step(title="Lost")]})


def test_the_five_stations_themselves_never_change() -> None:
    stations_with({"products": [Step(title="x")]})
    assert all(not station.steps for station in STATIONS)


@pytest.mark.parametrize("language", ["th", "en"])
def test_names_and_sentences_differ_from_one_another(language: str) -> None:
    with override(language):
        assert len({str(station.name) for station in STATIONS}) == 5
        assert len({str(station.sentence) for station in STATIONS}) == 5
