"""Pages that belong to no single feature: the atlas, an ecosystem's page, my week, my record."""
