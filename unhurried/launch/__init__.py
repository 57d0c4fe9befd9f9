"""One command: make the folder, bring the database up to date, listen, open the browser.

command      what was asked for on the command line
opening      the whole way from an empty folder to the last goodbye
bringing_in  check-ins from a file, without the app
folder       where the notebook lies, and who has it open
preparing    everything that has to stand before the first page
parent       keeps the listening socket and forks workers; holds no key and no thread
worker       answers requests until it is time to leave
stay         when it is time to leave
outermost    what every answer has in common, whatever happens inside
"""
