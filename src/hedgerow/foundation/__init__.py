"""What every part of Hedgerow stands on; it knows nothing of schools, people or ecosystems."""
