"""Newsletter services (e-mail to readers); ``base.py`` has the contract, and each service is a file.

They may use ``site`` and below, and return values: a form that posts to the service, and no script of it.
"""
