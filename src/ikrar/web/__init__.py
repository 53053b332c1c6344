"""The reading room: a web app over the ledger, in Indonesian and English; it asks for no other server and no network."""
