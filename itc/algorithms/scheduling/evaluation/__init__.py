"""What the planner is measured and tried with: small letters tried in full, and a large network."""
