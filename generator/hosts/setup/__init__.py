"""What a project for a host has beside its content: workflows, by which the host or another machine builds it."""
