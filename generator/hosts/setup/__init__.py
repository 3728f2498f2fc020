"""Files in a project for a host: workflows that build it, or trigger the host's build."""
