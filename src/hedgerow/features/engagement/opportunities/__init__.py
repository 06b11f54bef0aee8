"""What is offered, how it is found, who has a place and who waits."""
