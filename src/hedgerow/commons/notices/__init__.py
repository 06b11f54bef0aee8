"""What people are told, and the mail that carries it.

Other apps call ``actions.tell(person, KIND, say, ecosystem=…, at=…)``. A *kind* is what a person can
turn down or put off, registered once in ``apps.py`` (``kinds.register``). A *notice* is one thing told,
rendered in the person's language; it stands on the person's page, and a *letter* carries one notice
at once, or the notices of a day or week together. Quiet hours, preferences, proved addresses and
unsubscribing are seen to here; whoever tells need not think of them.
"""
