"""Act tokens: the same act sent twice happens once.

Every form carries a token that is unique to its actor; an API write carries an
``Idempotency-Key``. A double click or a retry is answered with the first result.
"""
