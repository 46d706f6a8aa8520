"""Groups: what the directory says, who belongs, what they promised."""
