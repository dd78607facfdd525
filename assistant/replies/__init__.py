"""Standard replies: templates by what happened and by language."""
