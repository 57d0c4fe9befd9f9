"""Unhurried: how an entry travels.

a person writes                                  a person reads
     |                                                 ^
pages/forms     shape of a question            pages/templates, report/ (taking along)
     v                                                 |
journey/        the act                        insight/    what it means
     v                                                 ^
domain/         what is true                   inference/  how sure we may be
     v                                                 ^
sealed/         ciphertext -------- opened only in memory, for this request
"""

__version__ = "0.1.0"
