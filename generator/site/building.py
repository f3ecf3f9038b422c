"""One build of a site."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from .contents import HOME, Contents, find_contents

_STATIC = tuple(Path(__file__).with_name(name) for name in ("site.css", "icon.svg"))
_EXPECTED = (
    "misc.highlighting_failure",  # fences of descriptions hold what their authors wrote
    "myst.header",  # headings of descriptions start below those of their section
    "myst.strikethrough",  # only other forms than HTML lack it
    "toc.not_included",  # models and errors are listed on a page of their own
)


class SiteError(Exception):
    """Sphinx could not make the site; the words are its own."""


def build_site(project: Path, out: Path) -> tuple[int, list[str]]:
    """Builds the site of an SDK's project folder in ``out``, in place of what is there.

    Pages are read as GitHub reads them: the same Markdown (CommonMark with tables), the same anchors. What
    is built loads nothing from elsewhere, and works without a server. Returns how many pages there are and
    Sphinx's warnings, such as of links that lead nowhere. Raises ``SiteError``.
    """
    from sphinx.application import Sphinx  # noqa: PLC0415 - an extra of the package
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    contents = find_contents(project)
    warnings = io.StringIO()
    with TemporaryDirectory(prefix="sdkwright-site-") as folder, patch_docutils(), docutils_namespace():
        source, made = Path(folder) / "source", Path(folder) / "made"
        _stage(project, contents, source)
        try:
            app = Sphinx(
                source,
                None,
                made,
                Path(folder) / "doctrees",
                "html",
                confoverrides=_settings(contents),
                status=None,
                warning=warnings,
                parallel=os.cpu_count() or 1,
            )
            app.build()
        except SphinxError as error:
            raise SiteError(str(error)) from error
        shutil.copyfile(made / f"{HOME}.html", made / "index.html")
        _replace(made, out)
        found = [line.replace(f"{source}{os.sep}", "") for line in warnings.getvalue().splitlines()]
        return len(app.env.found_docs), [line for line in found if line.strip()]


def _stage(project: Path, contents: Contents, source: Path) -> None:
    """A folder that holds the pages alone."""
    for name in contents.copied:
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / name, target)
    for name, text in contents.made.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    (source / "_static").mkdir()
    for path in _STATIC:
        shutil.copyfile(path, source / "_static" / path.name)


def _settings(contents: Contents) -> dict[str, object]:
    return {
        "extensions": ["myst_parser", f"{__package__}.extension"],
        "project": contents.title,
        "html_title": contents.title,
        "root_doc": HOME,
        "source_suffix": {".md": "markdown"},
        "myst_gfm_only": True,
        "myst_heading_anchors": 6,
        "suppress_warnings": list(_EXPECTED),
        "html_theme": "furo",
        "html_static_path": ["_static"],
        "html_css_files": [_STATIC[0].name],
        "html_favicon": f"_static/{_STATIC[1].name}",
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "sdk_navigation": {
            page: [(entries.caption, list(entries.pages)) for entries in shown]
            for page, shown in contents.navigation.items()
        },
    }


def _replace(made: Path, out: Path) -> None:
    (made / ".buildinfo").unlink(missing_ok=True)
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, out)
