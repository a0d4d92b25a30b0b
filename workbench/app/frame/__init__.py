"""What stands around the views: menus, tool bar, status bar, the two sides, and every action of the window."""
