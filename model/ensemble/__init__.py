"""How sure: one pathway under a thousand draws of the parameters and of the sources that disagree."""

from model.ensemble.band import Band, Driver, Series, Survives
from model.ensemble.order import Order, order_of
from model.ensemble.run import ensemble

__all__ = ["Band", "Driver", "Order", "Series", "Survives", "ensemble", "order_of"]
