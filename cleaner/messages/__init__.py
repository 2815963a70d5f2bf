"""The languages that people are spoken to in. Knows no message: they stand where they are said.

Below the command line everything is English: exceptions, reasons, the manual pages of rules. What
goes to a person is put into the language of the user where it is shown, by `said`. So a ledger is
the same in every language, and no room below has to know one. What programs read is never
translated.
"""
