"""What a carbon price costs those who answer it, and where the money of a lower labour tax ends."""

from __future__ import annotations

import numpy as np
import pytest

from model.measures.carbon_price import cost_of_answer


@pytest.mark.parametrize("dearer", [0.05, 0.5, 3.0])
@pytest.mark.parametrize("response", [-0.2, -0.6, -1.0])
def test_saving_costs_the_area_between_the_old_and_the_new_price(dearer, response):
    price = np.linspace(1.0, 1.0 + dearer, 20001)
    bought = price**response
    middle = (price[1:] + price[:-1]) / 2
    area = float((middle * -np.diff(bought)).sum())
    assert float(cost_of_answer(np.array(dearer), np.array(response))) == pytest.approx(area, rel=1e-6)
    saved = 1.0 - bought[-1]
    assert saved < area < saved * (1.0 + dearer)
