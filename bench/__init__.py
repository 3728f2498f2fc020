"""How quick Goodword is, and where its time goes. Development code: no part of the package."""
