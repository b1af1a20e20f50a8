"""A timing our rhythm cannot say, brought in and taken out again."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.register.conftest import Operator

THRICE = {"repeat": {"frequency": 3, "period": 1, "periodUnit": "wk"}}


def test_a_register_brings_it_in_and_takes_it_out(house: Callable[[], Operator]) -> None:
    operator = house()
    who = operator.source.patient()
    plan = copy.deepcopy(operator.source.treatment(who))
    plan[-1]["occurrenceTiming"] = THRICE
    brought = operator.imports([operator.with_plan(who, *plan)])
    assert brought.exit_code == 0, brought.output

    path = operator.folder / "out.ndjson"
    arguments = ["register", "export", "--by", operator.hpr, "--to", "Ny-EPJ 1.0", str(path)]
    assert operator.app.test_cli_runner().invoke(args=arguments).exit_code == 0
    assert '"frequency":3,"period":1,"periodUnit":"wk"' in path.read_text(encoding="utf-8").replace(" ", "")
