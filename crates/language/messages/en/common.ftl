# Words that stand on every page and in every command.
anshin-name = Anshin
anshin-motto = at ease with your decision
not-known = not known
not-published = not published
