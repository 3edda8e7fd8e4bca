from __future__ import annotations

from tests.pages.made_up import MadeUp
from tests.pages.versions import reference_versions


def test_lock_is_read_for_the_reference_python(project: MadeUp) -> None:
    versions = reference_versions(project.root)
    assert versions["numpy"] == "2.5.5"
    assert versions["pyyaml"] == "6.0.3"


def test_both_locks_count(project: MadeUp) -> None:
    project.snippet("requirements.txt", "scikit-learn==1.9.1 \\\n    --hash=sha256:00\n")
    assert reference_versions(project.root)["scikit-learn"] == "1.9.1"


def test_tool_in_a_wheel_has_the_tool_s_own_version(project: MadeUp) -> None:
    assert reference_versions(project.root)["shellcheck"] == "0.11.0"


def test_tools_that_pip_does_not_install_have_a_version(project: MadeUp) -> None:
    assert reference_versions(project.root)["terraform"] == "1.11.4"
