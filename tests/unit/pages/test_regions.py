"""A README whose maintainer writes between the generated regions."""

from __future__ import annotations

import pytest

from generator.render.readme import merge_regions

GENERATED = """\
# pets

<!-- Start A -->
## A
new a
<!-- End A -->

<!-- Start B -->
## B
new b
<!-- End B -->

<!-- Start C -->
## C
new c
<!-- End C -->
"""


def region(name: str, text: str) -> str:
    return f"<!-- Start {name} -->\n{text}\n<!-- End {name} -->"


def test_an_empty_file_becomes_the_generated_one() -> None:
    assert merge_regions("", GENERATED) == GENERATED
    assert merge_regions(" \n", GENERATED) == GENERATED


def test_what_is_generated_stays_as_it_is() -> None:
    assert merge_regions(GENERATED, GENERATED) == GENERATED


def test_text_around_the_regions_survives() -> None:
    existing = f"# Our pets\n\nHello.\n\n{region('A', 'old')}\n\nBetween.\n\n{region('B', 'old')}\n{region('C', 'old')}\nBye.\n"
    merged = merge_regions(existing, GENERATED)
    assert merged == (
        f"# Our pets\n\nHello.\n\n{region('A', '## A' + chr(10) + 'new a')}\n\nBetween.\n\n"
        f"{region('B', '## B' + chr(10) + 'new b')}\n{region('C', '## C' + chr(10) + 'new c')}\nBye.\n"
    )


def test_the_order_is_the_maintainers() -> None:
    existing = f"{region('C', '')}\n{region('B', '')}\n{region('A', '')}\n"
    merged = merge_regions(existing, GENERATED)
    assert [merged.index(f"new {name}") for name in "cba"] == sorted(merged.index(f"new {name}") for name in "cba")


def test_a_new_region_goes_below_the_one_before_it() -> None:
    existing = f"{region('A', '')}\n\nMine.\n\n{region('C', '')}\n"
    merged = merge_regions(existing, GENERATED)
    assert merged.index("new a") < merged.index("new b") < merged.index("Mine.") < merged.index("new c")


def test_a_file_without_regions_gets_them_at_its_end() -> None:
    merged = merge_regions("# Mine\n", GENERATED)
    assert merged.startswith("# Mine\n\n<!-- Start A -->\n")
    assert merged.endswith("new c\n<!-- End C -->\n")
    assert "# pets" not in merged


def test_a_region_that_is_no_longer_generated_goes() -> None:
    merged = merge_regions(f"x\n\n{region('Gone', 'old')}\n\n{GENERATED}", GENERATED)
    assert "Gone" not in merged
    assert merged.startswith("x\n\n#")


def test_a_region_may_be_refused() -> None:
    merged = merge_regions(f"<!-- No B -->\n{GENERATED}", GENERATED)
    assert "new b" not in merged
    assert "<!-- No B -->" in merged
    assert "new c" in merged


def test_a_region_that_stands_twice_stays_once() -> None:
    merged = merge_regions(f"{region('A', 'one')}\n\n{region('A', 'two')}\n", GENERATED)
    assert merged.count("<!-- Start A -->") == 1


def test_text_with_backslashes_and_groups_is_taken_as_it_is() -> None:
    generated = region("A", r"\1 \g<name> C:\new")
    assert merge_regions(region("A", "old"), generated) == generated


@pytest.mark.parametrize(
    "existing", ["# x\n", f"{region('B', '')}\ny\n", "<!-- No A -->\n", "<!-- Start A -->\nbroken\n"]
)
def test_merging_again_changes_nothing(existing: str) -> None:
    once = merge_regions(existing, GENERATED)
    assert merge_regions(once, GENERATED) == once
