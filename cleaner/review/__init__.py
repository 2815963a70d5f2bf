"""Review: each kind of fix decided once, and remembered for the runs to come."""
