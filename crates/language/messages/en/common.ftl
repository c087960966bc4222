# Words that stand on every page and in every command.
anshin-name = Anshin
