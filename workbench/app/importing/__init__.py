"""The Import page: how a file is read, seen and changed before its rows are taken."""
