"""Who takes an ecosystem away as a whole."""

EXPORT = "archives.archive:make"
