"""What every part of the API shares: who asks, problems, pages of a list, revisions, the document.

The API stands over the same actions and queries as the pages. A token in the header
``Authorization`` says who asks; a browser's session does not count here.
"""
