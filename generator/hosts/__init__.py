"""What a static host wants beside the pages: headers, redirects, a policy, a workflow."""
