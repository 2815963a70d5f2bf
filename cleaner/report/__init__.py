"""What a run found and changed, for people and for programs."""
