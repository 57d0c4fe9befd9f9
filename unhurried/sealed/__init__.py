"""What we keep: ciphertext. The only cryptography and the only database rows are in here.

envelope     seal, unseal, derive, wrap: pure functions on bytes
key          the notebook key while a notebook is open
passphrase   making and checking passphrases, recovery codes
slowly       the slow derivation, one at a time
backup       a sealed copy in one file, with a passphrase of its own
models       the four dull tables
ledger       which entries there are, so that a missing one is noticed
rows         sealed rows and the head row that vouches for them
notebook     the Notebook protocol over those rows
keyring      making, opening, changing and re-sealing a notebook
erasing      destroying it, in an order that survives being interrupted
inbox        notes left while it is locked
session      what a worker remembers between two requests
throttle     waiting after a wrong passphrase
"""
