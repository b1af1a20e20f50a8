from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("offline", __name__)
