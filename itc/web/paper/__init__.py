"""Papers on A4: the look they share (`house.typ`), and how they are set (`press`) and given (`views`)."""
