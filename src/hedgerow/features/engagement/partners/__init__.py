"""Partners: what an organisation and the network agreed, whom one asks there, what was delivered.

An *agreement* is proposed by one side and agreed to by the other; it says what is delivered where, from
when to when, and which data may be shared for it. A *contact* is shown only to those who work together,
unless the person consented. An *adviser* of the business advisory has *offers*: a talk, a field trip, …
A partner is *live* while something was delivered lately, else *idle*.
"""
