"""The rules of the stage `marks`, by what they are about."""
