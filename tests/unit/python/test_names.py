"""Names: whatever the text, an identifier comes out, the one a Python reader would expect."""

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.python import names
from generator.python.clashes import Claim, Taken, settle


def _group(text: str) -> str:
    return names.group(text, nested=False)


ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None))
SPELLINGS = st.text(alphabet="aAbB19_- .éßÉИи", max_size=6)


@pytest.mark.parametrize(
    ("text", "snake", "pascal"),
    [
        ("getWorkflowInstancesList", "get_workflow_instances_list", "GetWorkflowInstancesList"),
        ("repos/list-for-org", "repos_list_for_org", "ReposListForOrg"),
        ("UUID", "uuid", "Uuid"),
        ("user_IDs", "user_ids", "UserIds"),
        ("oAuth2Token", "o_auth2_token", "OAuth2Token"),
        ("v1.2.3", "v1_2_3", "V123"),
        ("2fa", "value_2fa", "Model2fa"),
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        ("class", "class_", "Class"),
        ("self", "self_", "Self"),
        ("List", "list", "List_"),
        ("../../etc", "etc", "Etc"),
        ("Ünïcode", "unicode", "Unicode"),
        ("", "empty", "Empty"),
        (">=", "greater_than_or_equal", "GreaterThanOrEqual"),
        ("()", "left_parenthesis_right_parenthesis", "LeftParenthesisRightParenthesis"),
        ("🎉", "party_popper", "PartyPopper"),
        ("한국어", "한국어", "한국어"),
        ("ﬁle", "file", "File"),
        ("\u202eabc", "abc", "Abc"),
        ("__class__", "class_", "Class"),
    ],
)
def test_a_name_reads_as_python(text: str, snake: str, pascal: str) -> None:
    assert names.argument(text) == snake
    assert names.class_(text) == pascal


@given(ANY_TEXT)
def test_every_text_gives_identifiers(text: str) -> None:
    for make in (names.argument, names.field, names.method, _group, names.class_, names.member, names.module):
        name = make(text)
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
        assert name == unicodedata.normalize("NFKC", name)
        assert name == make(text)
        assert len(name) <= names.LONGEST + 1


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("fooBar", "camel"), ("FooBar", "pascal"), ("foo_bar", "snake"), ("foo", "lower"), ("FOO", "upper"),
        ("foo-bar", "dash"), ("foo.bar", "dot"), ("foo bar", "space"), ("_foo", "underscore"), ("Foo_bar", "mixed"),
        ("-foo.bar", "dash dot"),
    ],
)  # fmt: skip
def test_what_is_spelled_otherwise_is_told_apart_by_how(text: str, style: str) -> None:
    assert names.style(text) == style


@given(st.lists(st.one_of(ANY_TEXT, SPELLINGS), unique=True, max_size=30))
def test_classes_and_modules_in_one_scope_have_names_of_their_own(texts: list[str]) -> None:
    claims = [Claim(key, (names.class_(key), names.class_(f"{key} {names.style(key)}"))) for key in texts]
    classes = settle(claims, {}, (), lambda: Taken(fold=True)).values()
    assert len({name.casefold() for name in classes}) == len(texts)
    assert len({names.module(name).casefold() for name in classes}) == len(texts)


@given(st.lists(st.one_of(ANY_TEXT, SPELLINGS), unique=True, max_size=30))
def test_requests_in_one_scope_have_payloads_of_their_own(texts: list[str]) -> None:
    claims = [Claim(key, (names.request(key),)) for key in texts]
    requests = settle(claims, {}, (), lambda: Taken(fold=True)).values()
    assert len({names.class_(f"{name} payload").casefold() for name in requests}) == len(texts)


def test_long_names_stay_different() -> None:
    first, second = (names.class_("A" + "a" * 300 + end) for end in "xy")
    assert first != second


def test_attributes_of_pydantic_models_are_not_hidden() -> None:
    assert [names.field(t) for t in ("json", "copy", "model_dump", "modelId")] == [
        "json_", "copy_", "model_dump_", "model_id",
    ]  # fmt: skip


def test_no_module_bears_the_name_of_a_device() -> None:
    assert names.module("Con") == "con_"
    assert _group("AUX") == "aux_"


def test_methods_do_not_hide_what_annotations_name() -> None:
    assert [names.method("models"), names.method("bytes"), names.group("models", nested=True)] == [
        "models_", "bytes_", "models_",
    ]  # fmt: skip
    assert names.group("models", nested=False) == "models"
