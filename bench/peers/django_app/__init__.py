"""The comparison as a Django application."""
