"""Records: a learner's *progress* on the items of a framework, with who witnessed it."""
