"""From the library to views: what each kind of page shows. One module a kind of page."""
