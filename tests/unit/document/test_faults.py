"""What is said about bad documents, word for word.

Each file of ``faults`` holds a document, a line of equals signs, and what loading and checking it says.
Its name ends in the suffix that the document has.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, by_code, render
from generator.document import check_validity, load_document

CASES = sorted((Path(__file__).parent / "faults").glob("*.txt"))


def said_about(path: Path) -> tuple[str, list[str]]:
    """The rendered diagnostics of loading and checking a file, and their codes."""
    report = Report()
    try:
        check_validity(load_document(path, report), report)
    except InputError as error:
        found = error.diagnostics
        report.locate = error.locate
    else:
        found = tuple(report)
    return "\n".join(render(diagnostic, report.locate) for diagnostic in found), [d.code for d in found]


@pytest.mark.usefixtures("in_folder")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.partition(".")[0])
def test_fault(case: Path) -> None:
    text, expected = re.split(r"^=+\n", case.read_text("utf-8"), flags=re.MULTILINE)
    path = Path("a." + case.name.split(".")[-2])
    path.write_text(text, "utf-8")
    assert said_about(path)[0] == expected.rstrip("\n")


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"openapi: 3.1.0\ninfo: {title: a\x07b}\n", "a.yaml:2:16", "not YAML: the character U+0007 is not allowed"),
        (b"openapi: 3.1.0\nx: \xff\n", "a.yaml:2:4", "not UTF-8: byte 0xFF at offset 18 (invalid start byte)"),
        (b"\xff\xfea\x00\x00\xd8", "a.yaml:1:2", "not UTF-16: byte 0x00 at offset 4 (unexpected end of data)"),
        (b"a: " + b"[" * 501, "a.yaml:1:503", "mappings and lists nest more than 500 deep"),
        (b"a: " + b"1" * 5000, "a.yaml:1:4", "the number 111111111111111111111111111... is too large"),
        (b"", "a.yaml", "the file is empty"),
        (b"\xef\xbb\xbf \n", "a.yaml", "the file is empty"),
    ],
)
@pytest.mark.usefixtures("in_folder")
def test_bytes_that_are_no_document(data: bytes, place: str, message: str) -> None:
    Path("a.yaml").write_bytes(data)
    assert said_about(Path("a.yaml"))[0].startswith(f"{place}: error[document/")
    assert f"]: {message}\n" in said_about(Path("a.yaml"))[0]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": ' + "[" * 500 + "]" * 500 + "}", "a.json:1:506", "objects and arrays nest more than 500 deep"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "a.json:1:506", "objects and arrays nest more than 500 deep"),
        ('{"a":\n' + "1" * 5000 + "}", "a.json:2:1", "a number has too many digits"),
    ],
)
@pytest.mark.usefixtures("in_folder")
def test_json_beyond_the_limits(text: str, place: str, message: str) -> None:
    Path("a.json").write_text(text, "utf-8")
    assert said_about(Path("a.json"))[0].startswith(f"{place}: error[document/")
    assert f"]: {message}\n" in said_about(Path("a.json"))[0]


@pytest.mark.parametrize("join", ["[{}]", "{{a: [{}], <<: {{b: [{}]}}}}"], ids=["lists", "merge keys"])
@pytest.mark.usefixtures("in_folder")
def test_aliases_that_explode(join: str) -> None:
    names = "abcdefghij"
    lines = ["a: &a {x: 1}"]
    for name, before in zip(names[1:], names, strict=False):
        lines.append(
            f"{name}: &{name} "
            + join.replace("{}", ", ".join([f"*{before}"] * 10)).replace("{{", "{").replace("}}", "}")
        )
    Path("a.yaml").write_text("\n".join(lines), "utf-8")
    text, codes = said_about(Path("a.yaml"))
    assert codes == ["document/limit"]
    assert "aliases expand to more than 5,000,000 values" in text


@pytest.mark.usefixtures("in_folder")
def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.document.file.MAX_BYTES", 1024 * 1024)
    Path("a.yaml").write_text("openapi: 3.1.0\n" + "#" * 1024 * 1024, "utf-8")
    assert said_about(Path("a.yaml"))[0].startswith("a.yaml: error[document/limit]: the file is larger than 1 MiB")


@pytest.mark.usefixtures("in_folder")
def test_more_values_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.document.json_reader.MAX_NODES", 1000)
    Path("a.json").write_text(f"[{','.join(['1'] * 1001)}]", "utf-8")
    assert said_about(Path("a.json"))[0].startswith("a.json: error[document/limit]: more than 1,000 values")


@pytest.mark.usefixtures("in_folder")
@pytest.mark.parametrize(
    ("path", "reason"),
    [("none.yaml", "No such file or directory"), (".", "Is a directory"), ("a\0b", "embedded null byte")],
)
def test_a_path_that_cannot_be_read(path: str, reason: str) -> None:
    text, codes = said_about(Path(path))
    assert codes == ["document/unreadable"]
    assert text.startswith(f"{path}: error[document/unreadable]: cannot read the document: {reason}\n")


@pytest.mark.usefixtures("in_folder")
def test_no_terminal_is_moved_by_what_is_shown() -> None:
    Path("a.yaml").write_text('openapi: 3.1.0\n\u202e\u0085"x": [\n', "utf-8")
    text, _ = said_about(Path("a.yaml"))
    assert "\u202e" not in text
    assert "\u0085" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.usefixtures("in_folder")
def test_encodings(encoding: str, name: str) -> None:
    Path(name).write_bytes('{"openapi": "3.1.0", "paths": {"/\u00fc\U0001f600": {}}}'.encode(encoding))
    document = load_document(Path(name), Report())
    assert document.data["paths"] == {"/\u00fc\U0001f600": {}}


@pytest.mark.usefixtures("in_folder")
def test_half_a_surrogate_pair_in_json_is_replaced() -> None:
    Path("a.json").write_text(r'{"openapi": "3.1.0", "paths": {"/a": {"x": "\ud800 \\ud800 \ud83d\ude00"}}}', "utf-8")
    document = load_document(Path("a.json"), Report())
    assert document.root["paths"]["/a"].text("x") == "\ufffd \\ud800 \U0001f600"


@pytest.mark.usefixtures("in_folder")
def test_strict_makes_errors_of_faults_that_are_survived() -> None:
    Path("a.yaml").write_text("openapi: 3.1.0\ninfo: {title: T}\ninfo: {}\npaths: {/a: {$ref: '#/b'}}\n", "utf-8")
    for strict, number in ((False, 0), (True, 3)):
        report = Report(strict=strict)
        check_validity(load_document(Path("a.yaml"), report), report)
        assert len(report.errors) == number, by_code(report)
