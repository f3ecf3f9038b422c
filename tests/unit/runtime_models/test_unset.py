"""``UNSET``."""

from __future__ import annotations

import copy
import pickle

from generator.runtime.unset import UNSET, Unset


def test_there_is_one_and_it_is_false():
    assert not UNSET
    assert repr(UNSET) == str(UNSET) == "UNSET"
    assert isinstance(UNSET, Unset)
    assert Unset("UNSET") is UNSET


def test_copies_are_the_same():
    assert copy.copy(UNSET) is copy.deepcopy(UNSET) is pickle.loads(pickle.dumps(UNSET)) is UNSET
