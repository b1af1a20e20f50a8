"""How a notification is sent to somebody's phone (RFC 8030, 8188, 8291 and 8292).

A browser chooses its own push service and tells us the address, so whoever holds a phone decides where we connect to: every
address is checked against a list when it is kept and again when it is used, and the connection is checked once more.
Nothing urgent may depend on a notification: a service that took one has not delivered it.
"""
