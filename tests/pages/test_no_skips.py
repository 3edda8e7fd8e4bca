from __future__ import annotations

import pytest

SKIPPED_TEST = 'import pytest\ndef test_x():\n    pytest.skip("falta o terraform")\n'
SKIPPED_MODULE = (
    'import pytest\npytest.skip("falta o terraform", allow_module_level=True)\ndef test_x(): pass\n'
)
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_x():\n    assert 0\n"


def _run(pytester: pytest.Pytester, source: str) -> tuple[dict[str, int], str]:
    pytester.makepyfile(source)
    result = pytester.runpytest_inprocess("-p", "tests.pages.no_skips", "-p", "no:randomly")
    return result.parseoutcomes(), result.stdout.str()


@pytest.mark.parametrize(
    ("source", "outcome"), [(SKIPPED_TEST, "failed"), (SKIPPED_MODULE, "errors")]
)
def test_skip_is_a_failure_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str, outcome: str
) -> None:
    monkeypatch.setenv("CI", "true")
    outcomes, text = _run(pytester, source)
    assert outcomes == {outcome: 1}
    assert "nada pode ser pulado" in text
    assert "falta o terraform" in text


@pytest.mark.parametrize("source", [SKIPPED_TEST, SKIPPED_MODULE])
def test_skip_is_a_skip_elsewhere(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert _run(pytester, source)[0] == {"skipped": 1}


def test_expected_failure_stays_one_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert _run(pytester, EXPECTED_FAILURE)[0] == {"xfailed": 1}
