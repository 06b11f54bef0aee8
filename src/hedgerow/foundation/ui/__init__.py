"""How Hedgerow looks and answers: templates, styles, forms, the leaf, errors as pages."""
