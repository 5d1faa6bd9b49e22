"""From tellings to incidents: copies, blocking keys, comparison with reasons, grouping, grades.

Pure functions over the model: nothing here reads the clock, opens a file of the user or keeps state.
"""
