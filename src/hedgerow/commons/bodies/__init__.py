"""Bodies: who may decide. *Seats* belong to *constituencies*; a *mandate* fills a seat for a time."""
