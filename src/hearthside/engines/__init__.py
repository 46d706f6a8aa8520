"""The pure algorithms: no Django, no clock, no files, nothing of ours."""
