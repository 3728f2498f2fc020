"""What is looked at before a release: ``make release-check``. Nothing here is packed into the wheel."""
