"""The application with a fault planted in it: a change is answered as done with other words than were sent."""

from __future__ import annotations

from flask import Response, request

from app import create_app

app = create_app()


@app.after_request
def lie(response: Response) -> Response:
    if request.method == "PUT" and response.status_code == 200:
        response.set_data(response.get_data().replace(b"naustet", b"fjellet"))
    return response
