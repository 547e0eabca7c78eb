"""Pure decisions of the app: what a use costs, and where a filing goes."""
