"""Egenplan: the treatment and self-care plan on the patient's own phone.

`create_app` is the only place that names every feature.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

import app.models  # noqa: F401
from app import commands
from app.access.gate import NoSuchRecord, NotAllowed
from app.access.revisions import Stale
from app.access_log.views import blueprint as access_log
from app.authoring.views import blueprint as authoring
from app.careplan.views import blueprint as careplan
from app.check_ins.views import blueprint as check_ins
from app.clinicians.views import blueprint as clinicians
from app.config import VERSION, Config, read_config
from app.demo.issuer import trust_demo_issuer
from app.devices.views import blueprint as devices
from app.exchange.guard import answer_systems
from app.fhir.views import blueprint as fhir
from app.goals.views import blueprint as goals
from app.identity.tokens.issuers import trust_issuers
from app.identity.views import blueprint as identity
from app.localisation.language import speak_languages
from app.measures.views import blueprint as measures
from app.notices.views import blueprint as notices
from app.offline.views import blueprint as offline
from app.outbox.views import add_owner_mark
from app.outbox.views import blueprint as outbox
from app.planer.views import blueprint as planer
from app.plans.views import blueprint as plans
from app.platform.assets import serve_assets
from app.platform.db import prepare_database
from app.platform.errors import handle_errors
from app.platform.icons import draw_icons
from app.platform.logs import write_logs_as_json
from app.platform.probes import blueprint as probes
from app.platform.probes import count_requests
from app.platform.push.settings import prepare_push
from app.platform.security import compress, secure
from app.platform.transaction import commit_on_success
from app.readings.views import blueprint as readings
from app.reminders.views import blueprint as reminders
from app.representations.views import blueprint as representations
from app.today.views import blueprint as today

ROOT = Path(__file__).resolve().parents[1]
FEATURES = (
    notices,
    identity,
    representations,
    access_log,
    devices,
    readings,
    measures,
    goals,
    check_ins,
    reminders,
    plans,
    today,
    outbox,
    offline,
    clinicians,
    authoring,
    planer,
    probes,
    careplan,
    fhir,
)


def create_app(config: Config | None = None) -> Flask:
    """The application. Errors: `app.config.UnsafeConfiguration`."""
    config = config or read_config()
    app = Flask(__name__, static_folder=None)
    app.config.update(_flask_settings(config))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(demo=config.demo, contact=config.contact)
    write_logs_as_json()
    prepare_database(app, config.database_url)
    commit_on_success(app)
    secure(app, https=config.secure, proxies=config.proxies)
    compress(app)
    speak_languages(app)
    draw_icons(app)
    add_owner_mark(app)
    handle_errors(app, {NoSuchRecord: 404, NotAllowed: 403, Stale: 409})
    answer_systems(app)
    prepare_push(app, config)
    trust_issuers(app, config.token_issuers)
    if config.demo:
        trust_demo_issuer(app)
    for feature in FEATURES:
        app.register_blueprint(feature)
    count_requests(app)
    commands.add_to(app)
    serve_assets(app, config.instance)
    return app


def _flask_settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "VERSION": VERSION,
        "ENVIRONMENT": config.environment,
        "BASE_URL": config.base_url,
        "WORKER": config.worker,
        "INSTANCE": config.instance,
        "API_LIMIT": config.api_limit,
        "CAREPLAN_ERROR_FORM": config.careplan_error_form,
        "CAREPLAN_STATUS_SHAPE": config.careplan_status_shape,
        "DATA_KEY": config.data_key,
        "DEMO": config.demo,
        "SYNTHETIC_PEOPLE": config.environment != "production",
        "TESTING": config.environment == "test",
        "TRANSLATIONS": ROOT / "translations",
        "SESSION_COOKIE_NAME": config.cookie_name,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_IDLE_MINUTES": config.session_idle_minutes,
        "SESSION_HOURS": config.session_hours,
        "MAX_CONTENT_LENGTH": 256 * 1024,
        "MAX_FORM_PARTS": 500,
        "WTF_CSRF_TIME_LIMIT": None,  # a form may wait for hours on a phone; the token still dies with its session
        "WTF_CSRF_SSL_STRICT": config.secure,
        "RATELIMIT_STORAGE_URI": config.rate_limit_storage,
        "RATELIMIT_HEADERS_ENABLED": False,
    }
