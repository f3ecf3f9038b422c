"""Spread over processes or not, the results are the same and in order."""

import pytest

from generator.parallel import aside, parallel_map


@pytest.mark.parametrize("worth", [False, True])
@pytest.mark.parametrize("number", [0, 1, 2, 100])
def test_results_are_in_order(worth: bool, number: int) -> None:
    items = [str(n) for n in range(number)]
    assert parallel_map(int, items, worth=worth) == list(range(number))


def test_an_error_of_another_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        parallel_map(int, ["1", "x", "3", "4"], worth=True)


@pytest.mark.parametrize("worth", [False, True])
def test_work_is_done_aside(worth: bool) -> None:
    with aside(int, "7", worth=worth) as result:
        assert result() == 7


def test_an_error_of_work_aside_is_raised_where_its_result_is_asked_for() -> None:
    with aside(int, "x", worth=True) as result, pytest.raises(ValueError, match="invalid literal"):
        result()
