"""Reference knowledge: operations, families, recipes, platforms, chips, standards, machine kinds."""
