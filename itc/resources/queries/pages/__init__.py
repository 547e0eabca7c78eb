"""What the pages of machines, centres, labs and operations show. No person and no maker is named."""
