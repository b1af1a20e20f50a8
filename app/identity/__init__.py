"""Who is acting: signing in and out, sessions, and the actor of this request."""
