"""Plans of a design of their own: groups that began in turn, a series, effects of many groups.

Reading them loads neither numpy nor scipy; `running` does.
"""
