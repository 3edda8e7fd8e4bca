from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from tests.pages.imports import imported_modules, is_installed, provides
from tests.pages.made_up import MadeUp


def test_each_form_of_import_is_seen() -> None:
    source = "import a.b\nfrom c import d\ndef f():\n    import e\nfrom . import g\n"
    assert imported_modules(source, None) == {"a.b", "c", "c.d", "e"}


def test_imports_of_a_neighbour_module_are_the_snippet_s_own(project: MadeUp) -> None:
    folder = project.snippet("tema/vizinho.py", "import yaml\nimport vizinho\n").parent
    assert "yaml" in imported_modules("import vizinho\n", folder)


@pytest.mark.parametrize(
    ("package", "module", "expected"),
    [
        ("pyyaml", "yaml", True),
        ("PyYAML", "yaml", True),
        ("pytest", "yaml", False),
        ("mkdocs", "mkdocs.utils.meta", True),
        ("mkdocs", "mk", False),
    ],
)
def test_module_is_traced_to_its_package(package: str, module: str, expected: bool) -> None:
    assert provides(package, {module}) is expected


def test_package_that_is_not_installed_is_not_guessed() -> None:
    assert not is_installed("pacote-que-nao-existe")
    with pytest.raises(PackageNotFoundError):
        provides("pacote-que-nao-existe", {"x"})
