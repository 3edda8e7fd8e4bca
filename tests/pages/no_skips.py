"""With CI=true nothing may be skipped: there every tool is installed, so a skip hides a hole."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

_WHY = "No CI nada pode ser pulado; instale o que falta"


def pytest_configure(config: pytest.Config) -> None:
    """Register the rule for this session if the environment asks for it."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        config.pluginmanager.register(_NoSkips(), "no-skips")


class _NoSkips:
    """Turns a skip, of a test or of a whole module, into a failure."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self,
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if not hasattr(report, "wasxfail"):
            _fail_if_skipped(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self,
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        report = yield
        _fail_if_skipped(report)
        return report


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped:
        return
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{_WHY}. {why}"
