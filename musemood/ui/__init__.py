"""Thin views: they show what the services say and pass on what the person does."""
