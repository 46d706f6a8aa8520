"""From a frozen dataset to papers: one page for funders, and an appendix for evaluators.

Nothing is loaded here: the commands that never report do not wait for numpy.
"""
