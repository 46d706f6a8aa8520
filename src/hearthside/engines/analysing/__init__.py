"""From a plan and a table of scores to what may be said: harm first, and no more than is shown.

Nothing is loaded here: the commands that never analyse do not wait for numpy.
"""
