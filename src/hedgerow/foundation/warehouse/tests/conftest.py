from hedgerow.foundation.warehouse.tests.factories import marks

__all__ = ["marks"]
