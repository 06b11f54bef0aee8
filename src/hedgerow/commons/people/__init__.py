"""People: persons with or without an account, guardians, and organisations.

A person or organisation is *kept by* one ecosystem, which may edit it, and can be a member of
several. *Population groups* (such as home language) are declared in advance and off by default.
"""
