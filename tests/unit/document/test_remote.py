"""References to the network: off unless allowed, locked by digest, kept beside the document."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.document import Document, load_document
from generator.document.remote import RemoteFiles
from generator.document.remote.download import DownloadError

URL = "https://s.example/v1/common.json"
API = f"""\
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    A: {{$ref: '{URL}#/Pet'}}
"""
FILES = {URL: b'{"Pet": {"items": {"$ref": "more.yaml"}}}', "https://s.example/v1/more.yaml": b"type: string\n"}


class Web:
    """Answers from memory, and remembers what was asked."""

    def __init__(self) -> None:
        self.files = dict(FILES)
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.files:
            raise DownloadError("the server answers with status 404")
        return self.files[url]


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(API, "utf-8")
    return Web()


def load(web: Web, *, allow: bool = False, update: bool = False, save: bool = True) -> Document:
    remote = RemoteFiles(Path("api.yaml"), allow=allow, update=update, download=web)
    document = load_document(Path("api.yaml"), Report(), fetch=remote.fetch)
    if save:
        remote.save()
    return document


def refusal(web: Web, **options: bool) -> str:
    with pytest.raises(InputError) as caught:
        load(web, **options)
    return render(caught.value.diagnostics[0], caught.value.locate)


def files() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file())


def test_nothing_is_fetched_unless_that_is_allowed(web: Web) -> None:
    document = load(web)
    assert [d.code for d in document.report] == ["document/reference-remote"]
    assert document.report.locate(next(iter(document.report)).source).line == 6  # type: ignore[union-attr,arg-type]
    assert web.asked == []
    assert files() == ["api.yaml"]


def test_what_is_fetched_is_locked_and_then_needs_no_network(web: Web) -> None:
    document = load(web, allow=True)
    assert document.data["components"]["schemas"]["A"] == {"items": {"$ref": "#/components/schemas/more"}}
    assert document.source("/components/schemas/A/items").file == URL
    lines = Path("api.refs.lock").read_text("utf-8").splitlines()
    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {url}" for url, data in FILES.items()]
    assert len(files()) == 4
    assert all(name.startswith(("api.refs/common-", "api.refs/more-", "api.")) for name in files())

    offline = Web()
    offline.files.clear()
    again = load(offline)
    assert again.data == document.data
    assert offline.asked == []


def test_a_run_that_does_not_save_leaves_nothing(web: Web) -> None:
    load(web, allow=True, save=False)
    assert files() == ["api.yaml"]


def test_what_changed_is_refused_until_it_is_updated(web: Web) -> None:
    load(web, allow=True)
    lock = Path("api.refs.lock").read_text("utf-8")
    next(Path("api.refs").glob("common-*")).unlink()
    web.files[URL] = b'{"Pet": {"type": "integer"}}'
    assert refusal(web, allow=True).startswith(
        f"api.yaml:6:9: error[document/reference-changed]: {URL} is not what api.refs.lock says of {URL}\n"
    )
    assert Path("api.refs.lock").read_text("utf-8") == lock
    assert load(web, update=True).data["components"]["schemas"]["A"] == {"type": "integer"}
    assert "more.yaml" not in Path("api.refs.lock").read_text("utf-8")
    assert len(files()) == 3


def test_a_copy_that_was_edited_is_refused(web: Web) -> None:
    load(web, allow=True)
    copy = next(Path("api.refs").glob("common-*"))
    copy.write_text("{}", "utf-8")
    assert f"error[document/reference-changed]: the copy {copy} is not what api.refs.lock says" in refusal(web)


def test_a_copy_that_is_missing_is_fetched_again(web: Web) -> None:
    load(web, allow=True)
    copy = next(Path("api.refs").glob("common-*"))
    copy.unlink()
    assert [d.code for d in load(web, save=False).report] == ["document/reference-remote"]
    load(web, allow=True)
    assert copy.read_bytes() == FILES[URL]


def test_what_cannot_be_fetched_ends_the_run(web: Web) -> None:
    web.files.clear()
    text = refusal(web, allow=True)
    assert text.startswith(
        f"api.yaml:6:9: error[document/reference-fetch]: cannot fetch {URL}: the server answers with status 404"
    )


def test_http_is_never_fetched(web: Web) -> None:
    Path("api.yaml").write_text(API.replace("https:", "http:"), "utf-8")
    assert [d.message for d in load(web, allow=True).report] == ["http://s.example/v1/common.json is not https"]
    assert web.asked == []


@pytest.mark.parametrize("reference", ["file:///etc/hostname", "http://s.example/a"])
def test_what_comes_from_the_network_stays_there(web: Web, reference: str) -> None:
    web.files[URL] = b'{"Pet": {"$ref": "%s"}}' % reference.encode()
    codes = [d.code for d in load(web, allow=True).report]
    assert codes in (["document/reference-file"], ["document/reference-remote"])
    assert web.asked == [URL]


def test_what_comes_from_the_network_and_is_broken(web: Web) -> None:
    web.files[URL] = b"{"
    assert refusal(web, allow=True).startswith(f"{URL}:1:2: error[document/syntax]: not JSON")
    assert files() == ["api.yaml"]


def test_a_lock_that_cannot_be_read(web: Web) -> None:
    Path("api.refs.lock").write_text("0123  https://x.example\n", "utf-8")
    assert refusal(web).startswith(
        "api.refs.lock: error[document/reference-lock]: line 1 is not a digest, two spaces and an https URL"
    )
    Path("api.refs.lock").write_bytes(b"\xff")
    assert "error[document/reference-lock]: it is not UTF-8 text" in refusal(web)


def test_a_lock_of_nothing_is_emptied(web: Web) -> None:
    load(web, allow=True)
    Path("api.yaml").write_text(API.replace(URL, ""), "utf-8")
    load(web)
    assert Path("api.refs.lock").read_bytes() == b""
    assert files() == ["api.refs.lock", "api.yaml"]
