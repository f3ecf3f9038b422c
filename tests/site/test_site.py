"""The site of an SDK: the same pages and anchors, nothing from elsewhere, and a browser that finds its way."""

from __future__ import annotations

import os
import re
import textwrap
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.site.contents import find_contents
from tests.site.browser import look, photograph

ROOT = Path(__file__).parents[2]
SDK = ROOT / "generated/docusign-iam-sdk"
RESOURCE = "docs/sdks/workflowinstancemanagement/README"
_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """The ids, the links and what is loaded of an HTML page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        self.ids |= {found["id"]} if "id" in found else set()
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if _LOADED.get(tag, "") in found:
            self.loaded.append(found[_LOADED[tag]])


@pytest.fixture(scope="session")
def pages(maestro: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in maestro.rglob("*.html")}


def test_every_page_of_the_sdk_is_there(maestro):
    for page in [SDK / "README.md", SDK / "CHANGELOG.md", *(SDK / "docs").rglob("*.md")]:
        assert (maestro / page.relative_to(SDK).with_suffix(".html")).is_file()
    assert (maestro / "index.html").read_text("utf-8") == (maestro / "README.html").read_text("utf-8")


def test_every_link_within_the_site_leads_to_a_page_and_an_anchor(pages):
    checked = 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment and target in pages:
                checked += 1
                assert unquote(parts.fragment) in pages[target].ids, f"{path}: {link}"
    assert checked > 100


def test_the_anchors_are_those_of_github(pages, maestro):
    anchors = re.findall(r"\]\((docs/[^)#]+)\.md#([^)]+)\)", (SDK / "README.md").read_text("utf-8"))
    assert anchors
    for page, anchor in anchors:
        assert anchor in pages[maestro / f"{page}.html"].ids


def test_nothing_is_loaded_from_another_host(pages, maestro):
    for path, page in pages.items():
        assert not [each for each in page.loaded if urlsplit(each).netloc], path
    for style in maestro.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", style.read_text("utf-8")), style


def test_resources_are_the_navigation(maestro):
    text = (maestro / "docs/models/workflowinstance.html").read_text("utf-8")
    tree = text[text.index('class="sidebar-tree"') : text.index("</aside>")]
    levels = re.findall(r'toctree-l(\d)[^>]*><a[^>]*href="([^"#]+)"', tree)
    assert ("1", "../sdks/maestro/README.html") in levels
    assert ("2", "../sdks/workflowinstancemanagement/README.html") in levels
    assert ("1", "README.html") in levels
    assert not [href for _, href in levels if href.startswith("workflow")], "models stand on a page of their own"


def test_signs_of_github_are_shown_and_code_stays(maestro):
    text = (maestro / f"{RESOURCE}.html").read_text("utf-8")
    assert "\u2714" in text
    assert ":heavy_check_mark:" not in text


def test_hostile_words_stay_words(tmp_path, build):
    spec = tmp_path / "api.yaml"
    spec.write_text(
        textwrap.dedent("""\
        openapi: 3.1.0
        info: {title: Odd, version: "1"}
        servers: [{url: "https://odd.test"}]
        paths:
          /odd:
            get:
              operationId: getOdd
              tags: [Odd]
              summary: "A {ref}`x` and {{ braces }} and $x$ | pipe"
              description: |
                Text <script>alert(1)</script> and \\<script>alert(2)\\</script>.

                ```{include} /etc/hostname
                ```

                (target)=
                # A heading

                % no comment
              responses: {"204": {description: Done.}}
        """)
    )
    from generator.cli import main

    with pytest.raises(SystemExit):
        main(["generate", str(spec), "--out", str(tmp_path / "sdk")])
    site, said = build(tmp_path / "sdk")
    assert said.stderr == ""
    text = (site / "docs/sdks/odd/README.html").read_text("utf-8")
    assert "<script>alert" not in text
    assert "% no comment" in text
    assert "{ref}" in text
    hostname = Path("/etc/hostname")
    if hostname.is_file():
        assert f"\n{hostname.read_text('utf-8').strip()}\n" not in text


def test_a_link_to_a_page_that_is_not_there_is_told(tmp_path, build):
    (tmp_path / "README.md").write_text("# Home\n\nSee [this](docs/no.md#there).\n")
    _, said = build(tmp_path)
    assert "README.md:3: WARNING: there is no page docs/no" in said.stderr


def test_what_is_no_site_is_not_replaced(tmp_path, build):
    from generator.cli import main

    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit) as ended:
        main(["site", str(SDK), "--to", str(tmp_path)])
    assert ended.value.code == 2
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_resource_whose_parent_has_no_page_stands_at_the_top(tmp_path):
    for name, accessor in (("a", "x.a"), ("b", "x.a.b"), ("c", "c")):
        page = tmp_path / f"docs/sdks/{name}/README.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# {name}\n(*{accessor}*)\n")
    (tmp_path / "README.md").write_text("# home\n")
    found = find_contents(tmp_path)
    assert found.navigation["README"][0].pages == ("docs/sdks/c/README", "docs/sdks/a/README")
    assert found.navigation["docs/sdks/a/README"][0].pages == ("docs/sdks/b/README",)


def test_the_search_finds_an_operation_and_a_link_leads_to_its_model(browser, served, tmp_path):
    seen = look(browser, f"{served}/search.html?q=get_workflow_instance", tmp_path)
    results = re.findall(r'<li[^>]*><a href="([^"]+)"', seen.dom[seen.dom.index('id="search-results"') :])
    wanted = f"{RESOURCE}.html"
    assert any(urlsplit(each).path.endswith(wanted) for each in results[:3]), results
    assert (seen.foreign, seen.console) == ([], [])

    page = look(browser, f"{served}/{wanted}#get_workflow_instance", tmp_path)
    link = re.search(r'href="([^"]+)"[^>]*>(?:<[^>]+>)*models\.WorkflowInstance<', page.dom)
    assert link
    model = look(browser, f"{served}/{RESOURCE.rpartition('/')[0]}/{link[1]}", tmp_path)
    assert re.search(r"<h1>WorkflowInstance<", model.dom)
    assert (model.foreign, model.console) == ([], [])


@pytest.mark.parametrize("width", [390, 1280])
def test_it_has_a_light_and_a_dark_look(browser, served, tmp_path, width):
    url = f"{served}/{RESOURCE}.html"
    light = photograph(browser, url, tmp_path / "light.png", (width, 844), dark=False)
    dark = photograph(browser, url, tmp_path / "dark.png", (width, 844), dark=True)
    assert light != dark


@pytest.mark.skipif("SDKWRIGHT_SITE" not in os.environ, reason="SDKWRIGHT_SITE names no folder of an SDK")
def test_the_site_of_a_named_sdk_builds_without_faults(build, capsys):
    site, said = build(Path(os.environ["SDKWRIGHT_SITE"]))
    with capsys.disabled():
        print(f"\n{said.stdout}{said.stderr}")
    assert (site / "index.html").is_file()
    assert said.stderr == ""
