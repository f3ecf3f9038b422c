"""Who gets a name that several would bear does not hang on their order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from generator.python.clashes import Claim, Taken, settle

_NAMES = st.sampled_from(["a", "A", "b", "b_2", "aDict", "c"])
CLAIMS = st.lists(
    st.builds(
        Claim,
        key=st.sampled_from([f"/{letter}" for letter in "abcdefgh"]),
        candidates=st.lists(_NAMES, min_size=1, max_size=3).map(tuple),
        rank=st.integers(0, 2),
        twin=st.sampled_from(["", "Dict"]),
        modest=st.booleans(),
    ),
    unique_by=lambda claim: claim.key,
    max_size=8,
)


def _folded() -> Taken:
    return Taken(fold=True)


@given(CLAIMS, st.randoms())
def test_order_decides_nothing(claims: list[Claim], chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert settle(shuffled, {}, (), _folded) == settle(claims, {}, (), _folded)


@given(CLAIMS)
def test_no_name_is_given_twice_not_even_in_another_case(claims: list[Claim]) -> None:
    found = settle(claims, {}, (), _folded)
    taken = [name.casefold() for claim in claims for name in claim.names(found[claim.key])]
    assert len(taken) == len(set(taken))


@given(CLAIMS, CLAIMS)
def test_what_was_known_is_named_as_if_it_were_alone(old: list[Claim], new: list[Claim]) -> None:
    known = {claim.key for claim in old}
    both = [*old, *(claim for claim in new if claim.key not in known)]
    found = settle(both, {}, known, _folded)
    assert {key: found[key] for key in known} == settle(old, {}, (), _folded)


def test_a_fixed_name_is_given_before_all_others() -> None:
    claims = [Claim("/a", ("a", "a_more")), Claim("/b", ("b",), rank=2)]
    assert settle(claims, {"/b": "a"}, (), Taken) == {"/b": "a", "/a": "a_more"}


def test_where_nothing_tells_two_apart_the_key_does() -> None:
    first, second = Claim("/a", ("x",)), Claim("/b", ("x",))
    found = settle([second, first], {}, (), Taken)
    assert found["/a"] == "x"
    assert found["/b"].startswith("x_")
    assert found["/b"] == settle([Claim("/0", ("x",)), second], {}, (), Taken)["/b"]


def test_of_several_modest_claims_none_gets_what_all_want() -> None:
    first, second = (Claim(f"/{key}", ("access_token", key), 1, modest=True) for key in "ab")
    assert settle([first, second], {}, (), Taken) == {"/a": "a", "/b": "b"}
    assert settle([first, second], {}, {"/b"}, Taken) == {"/a": "a", "/b": "access_token"}
