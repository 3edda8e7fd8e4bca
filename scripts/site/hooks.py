"""The few things that MkDocs is told through hooks; each is a line over a tested module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from scripts.bank import BankError, load_bank
from scripts.bank.coverage import coverage
from scripts.kit.problem import KitError
from scripts.site import code_blocks, preview
from scripts.site.diagrams import draw_ahead, draw_fences, is_preview
from scripts.site.kits import offer, publish
from scripts.site.overview import in_words, overview, question_url
from scripts.site.scenario import fold_scenario
from scripts.site.search_index import split_index

TAGS_PAGE = "tags.md"
BANK = "question_bank"
LOG = get_plugin_logger("banco")


@event_priority(100)
def _before_mermaid2(config: MkDocsConfig) -> None:
    if is_preview():
        preview.announce_library(config)


@event_priority(-100)
def _after_mermaid2(config: MkDocsConfig) -> None:
    if is_preview():
        preview.take_back_library(config)


# Prepare the authoring preview, where it is on.
on_config = CombinedEvent(_before_mermaid2, _after_mermaid2)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Serve the local Mermaid library in the authoring preview; draw ahead of a build."""
    if is_preview():
        preview.add_library(files, config)
    else:
        draw_ahead(Path(file.abs_src_path or "") for file in files.documentation_pages())


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:  # noqa: ANN401
    """Stop at a diagram that can't be drawn; give the tags page its list."""
    if not is_preview():
        _refuse_broken_diagrams(markdown, Path(page.file.abs_src_path or ""))
    if page.file.src_uri == TAGS_PAGE:
        return f"{markdown}\n\n<!-- material/tags -->\n"
    return markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:  # noqa: ANN401
    """Decorate the code blocks; let a question be found by its id."""
    if "id" in page.meta:
        # The search plugin, which runs next, takes its words from here and from the text.
        page.meta["tags"] = [page.meta["id"], *page.meta["tags"]]
    return fold_scenario(code_blocks.decorate(html))


@event_priority(100)
def on_post_page(output: str, page: Page, **_: Any) -> str:  # noqa: ANN401
    """Give the library to a page that mermaid2 is going to draw in."""
    return preview.add_script(output, page.url) if is_preview() else output


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401
    """Give the templates the bank; a malformed question stops all but the preview."""
    root = Path(config.config_file_path).parent
    env.globals.update(question_url=question_url)
    env.filters.update(in_words=in_words)
    try:
        bank = load_bank(root)
        config.extra[BANK] = bank  # for on_post_build, which gets no more than the configuration
        env.globals.update(bank=overview(bank), **offer(bank, made=not is_preview()))
        env.globals.update(coverage=coverage(bank))
    except BankError as error:
        lines = [violation.render(root) for violation in error.violations]
        if not is_preview():
            raise PluginError("\n".join([str(error), *lines])) from error
        # Who is halfway through a question still wants to see the page; only the lists are out.
        for line in lines:
            LOG.warning(line)


def on_post_build(config: MkDocsConfig) -> None:
    """Split the search index that the search plugin has written; add the kits to the site."""
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    if is_preview():
        split_index(site, {})
        return
    bank = config.extra[BANK]
    split_index(site, {question_url(one): one.description for one in bank.questions})
    try:
        publish(bank, root, site)
    except KitError as error:
        raise PluginError("\n".join(error.lines)) from error


def _refuse_broken_diagrams(markdown: str, path: Path) -> None:
    if "```mermaid" not in markdown:
        return
    # MkDocs has already taken the front matter away.
    skipped = path.read_text(encoding="utf-8").count("\n") - markdown.count("\n")
    problems = [f"{path}:{skipped + one.line}: {one.message}" for one in draw_fences(markdown)]
    if problems:
        raise PluginError("\n".join(problems))
