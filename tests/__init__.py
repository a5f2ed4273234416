"""The tests, as a package of their own: one of the same name that a dependency installs is not."""
