from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.factories.at_home import Home, a_home
from tests.support.phone import Phone


@pytest.fixture
def kari(database: None, phone: Callable[[], Phone]) -> Home:
    return a_home(phone)
