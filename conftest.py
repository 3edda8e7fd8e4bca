"""Plugins of the whole suite; pytest accepts them only here, at the root."""

pytest_plugins = ["pytester", "tests.pages.no_skips", "tests.pages.plugin"]
