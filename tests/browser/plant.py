"""Plants the cast into the data folder of ``HEDGEROW_HOME``; prints who and what as JSON."""

import json
from importlib import import_module

import django

django.setup()
import_module("hedgerow.config.serve").migrate()
print(json.dumps(import_module("tests.browser.cast").plant()))
