"""Commands of the project and the packages that they are made of."""
