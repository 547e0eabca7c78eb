"""Plans from an idea to the market: path and calendars in, dated slots out."""
