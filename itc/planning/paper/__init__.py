"""A kept plan on A4: what stands on it (`sheet`) and how it is set (`press`, `plan.typ`)."""
