"""What ``goodword doctor`` finds out: of the program, of the computer, and of the project, if there is one.

It is meant to be sent to others. So nothing of what a person wrote is in it: no paths, names, titles or values of the
environment, only versions, counts, and what is in order.
"""
