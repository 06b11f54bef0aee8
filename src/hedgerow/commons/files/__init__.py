"""Files: what people attach to a row, such as an agreement that was signed.

A *stored file* is about one row, its *owner*. Whoever the owner's app lets see the row's files may take
the file; whoever it lets change them may add and remove. Files lie in the data folder under names that
nobody chose, and are in every back-up.
"""
