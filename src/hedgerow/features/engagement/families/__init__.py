"""What guardians see, are told, consent to and tell."""
