"""Tables and lists as spreadsheets: seen before they are written, with faults by cell, and undone."""
