"""Pages, one folder per audience; urls.py is the whole site on one screen."""
