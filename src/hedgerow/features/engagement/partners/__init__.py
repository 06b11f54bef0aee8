"""What an organisation and the network agreed, and what was delivered under it."""
