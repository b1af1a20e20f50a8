"""What clinicians send: that they have seen check-ins, and a short reply."""

from __future__ import annotations

from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.localisation.text import gettext as _
from app.outbox.forms import SetAsideForm
from app.platform.forms import Form, TextArea, UuidField

REPLY_LENGTH = 1000
MOST_AT_ONCE = 200


class ReplyForm(Form):
    """Seen, perhaps with a reply. `before` is the page of the history it stood on; `back` names where it was sent from."""

    reply = TextArea(_l("Reply"), longest=REPLY_LENGTH)
    before = UuidField()
    back = HiddenField()

    def refuse_second_reply(self) -> None:
        """Say that a reply was sent before, which the patient may have read."""
        sent = _("You have already answered this check-in, and the patient may have read it. This reply was not sent.")
        self.reply.errors = [sent]


class UuidsField(HiddenField):  # type: ignore[misc]
    """Several ids, one a field of the same name. `data` is empty where one of them cannot be read."""

    data: list[UUID]

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = [UUID(value) for value in valuelist[:MOST_AT_ONCE]]
        except ValueError:
            self.data = []


class SeenForm(Form):
    """The check-ins that were on the page when "Mark all as seen" was pressed."""

    check_in = UuidsField()
    before = UuidField()


def reply_form(check_in_id: UUID, before: UUID | None, back: str = "record") -> ReplyForm:
    """An empty form for one check-in, among many on a page."""
    form = ReplyForm(formdata=None, data={"before": before, "back": back})
    return named(form, check_in_id)


def late_form(item_id: UUID, form: SetAsideForm | None = None) -> SetAsideForm:
    """The form that leaves one item out, among many on a page."""
    form = form or SetAsideForm(formdata=None)
    form.reason.id = form.reason.label.field_id = f"reason-{item_id}"
    return form


def named(form: ReplyForm, check_in_id: UUID) -> ReplyForm:
    """The same form with ids of its own, so that labels and errors lead to the right field."""
    form.reply.id = form.reply.label.field_id = f"reply-{check_in_id}"
    return form


def readable_id(text: str | None) -> UUID | None:
    """An id from an address; nothing where it cannot be read."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def page_number(text: str | None) -> int:
    """The number of a page from an address; the first where it cannot be read."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1
