"""Fixtures that several tests of pages share."""

from tests.integration.open_notebook import browser

__all__ = ["browser"]
