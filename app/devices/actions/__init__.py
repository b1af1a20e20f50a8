"""Keeping, moving and ending where notifications go."""

from app.devices.actions.keep import keep_device, remove_device, renew_device
from app.devices.actions.settling import settle

__all__ = ["keep_device", "remove_device", "renew_device", "settle"]
