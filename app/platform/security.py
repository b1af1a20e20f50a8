"""What a browser may do with our pages: content policy, transport, caching, framing. On every route and every error."""

from __future__ import annotations

from flask import Flask, Response
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
PERMISSIONS_POLICY = {feature: "()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")}

csrf = CSRFProtect()
# Failures of an outside store must never keep a patient out: limits then fall back to this process's memory.
limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True, swallow_errors=True)


def secure(app: Flask, *, https: bool, proxies: int) -> None:
    """Put the headers, the CSRF check, the limits and the count of trusted proxies on `app`."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.after_request(_headers)  # registered before Talisman: after_request runs in reverse order
    csrf.init_app(app)
    limiter.init_app(app)
    Talisman(
        app,
        force_https=https,
        strict_transport_security=https,
        strict_transport_security_max_age=63072000,
        session_cookie_secure=https,
        content_security_policy=CONTENT_SECURITY_POLICY,
        content_security_policy_nonce_in=[],
        permissions_policy=PERMISSIONS_POLICY,
        referrer_policy="strict-origin-when-cross-origin",
        frame_options="DENY",
    )


def compress(app: Flask) -> None:
    """Send pages compressed. Each CSRF token is signed anew with its moment, so lengths tell nothing of it (BREACH)."""
    app.config["COMPRESS_MIMETYPES"] = ["text/html", "application/json", "application/manifest+json"]
    app.config["COMPRESS_ALGORITHM"] = ["gzip"]
    app.config["COMPRESS_MIN_SIZE"] = 1000
    Compress(app)


def _headers(response: Response) -> Response:
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Cookie")
    return response
