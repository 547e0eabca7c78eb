"""Files of spreadsheets: from their bytes to cells, and from cells to their bytes."""
