"""The least a Flask page can be: what every figure stands beside."""

from flask import Flask

app = Flask(__name__)


@app.get("/healthz")
@app.get("/")
def page() -> str:
    return "<!doctype html><title>Bare</title><p>Hello"
