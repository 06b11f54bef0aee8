"""All that an ecosystem holds as one archive: CSV files with a schema that programs read by standard."""
