"""What the planner is measured and tried with: small letters answered by trying everything, large networks."""
