"""Pictures of an organisation, and the pages that show them."""
