"""Settings, routes and the command line: the only module that knows every app."""
