"""The HTML report of ``sdkwright diff`` in a browser: its script runs, counts and asks for nothing elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from tests.site.browser import look

OLD = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.test"}]
paths:
  /pets: {get: {operationId: getPets, tags: [Pets], responses: {'204': {description: Done.}}}}
  /cats: {get: {operationId: getCats, tags: [Pets], responses: {'204': {description: Done.}}}}
"""


def test_the_report_counts_its_rows_without_a_word_on_the_console(browser, tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(OLD)
    Path("new.yaml").write_text(OLD.replace("/cats", "/dogs").replace("getCats", "getDogs"))
    with pytest.raises(SystemExit):
        main(["diff", "old.yaml", "new.yaml", "--format", "html"])
    report = tmp_path / "report.html"
    report.write_bytes(capsysbinary.readouterr().out)
    # the script has run where it writes what is shown over what stands there
    text = report.read_text("utf-8")
    assert ">2 of 2</output>" in text
    report.write_text(text.replace(">2 of 2</output>", "></output>"), "utf-8")
    seen = look(browser, report.as_uri(), tmp_path)
    assert ">2 of 2</output>" in seen.dom
    assert (seen.foreign, seen.console) == ([], [])
