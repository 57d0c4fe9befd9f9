"""What the terminal says.

These sentences stand here and not in content/, because some are needed before anything else can be read.
None of them ever holds a word of the person's.
"""

ADDRESS = "Your notes are at {address}"
HOW_TO_CLOSE = "To close them, press Ctrl and C here, or choose Close in the notes."
MADE_UP = "This is a made-up person's year. It is erased when you close it."
CLOSED = "Your notes are closed."
OPEN_ALREADY = "Your notes were open already. They are locked now. They are at {address}"
NO_ANSWER = "Your notes are open somewhere else, and there is no answer from there. Close them there and start again."
CANNOT_SAVE = (
    "Nothing can be saved in {folder}. The disk may be full, or this folder may be closed to you. "
    "Make some room, or pick another folder with --folder. What was kept before is still there."
)
CANNOT_LISTEN = "No free port was found on this computer. Close another program and start again."
BACK_AGAIN = "Something stopped. Your notes are back, and they are locked."
NOT_HERE = "This page did not open. Your notes are as they were."
TO_THE_START = "Back to the start"

FILE_UNREAD = "This file can't be opened: {file}"
ASK_PASSPHRASE = "Your passphrase (it does not show): "  # noqa: S105  a question, not a secret
NO_NOTEBOOK = "There are no notes here yet. Start the app once and choose to keep notes, then bring in your file."
NOT_OPENED = "Your notes did not open. The passphrase may be a different one, or the notes may be damaged."
UNKNOWN_MOOD = "We do not know what this is to stand for: {words}"
MOOD_FORM = "Write --mood like this: --mood 'good=settled'"
GO_ON = "Bring in the lines that can be read? Type yes or no: "
YES = ("y", "yes")
NOTHING_CAME_IN = "Nothing was brought in."
CAME_IN = "New in your notes: {count}. Lines that were here before stay as they are."
