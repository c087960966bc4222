# `anshin town check` and `--towns`.
town-command-about = Check town files: what a town does for people who travel for medical care
town-check-about = Read town files and say everything that is wrong with them
town-missing-command = “anshin town” needs to know what to do.
town-check-missing-file = Which file is to be checked is missing.
town-check-sound = { $file }: sound. { $name }, { $offices ->
    [one] { $offices } office
   *[other] { $offices } offices
  }, { $aid ->
    [one] { $aid } kind of aid
   *[other] { $aid } kinds of aid
  }
town-check-made-up = { $file }: note: the file says that it is made up. The page will say so too.
town-check-old = { $file }: warning: { $count ->
    [one] { $count } source is
   *[other] { $count } sources are
  } older than two years, or of unknown age. Pages will say “ring first”: { $titles }
town-check-ahead = { $file }: warning: read in the future: { $titles }
town-check-unknown-place = { $file }: warning: the edition has no place with the id { $place }. Nobody will find this file.
town-check-unreachable = { $file }: warning: no office in it has a telephone number, a page or an e-mail address. People could not ask.
town-check-problem = { $file }, line { $line }, { $field }: { $fault }
town-check-unreadable = { $file }: cannot be read ({ $reason })
town-check-twice = { $first } and { $second }: both are about the place { $place }. Keep one of them.
town-check-too-many = there are more than { $most } files in the folder. Is it the right one?
town-check-failed = { $count ->
    [one] { $count } problem was found.
   *[other] { $count } problems were found.
  }
town-check-remedy = Correct the lines named above and check again. docs/town-file.md explains every field.
town-serve-towns = A folder of your own town files (*.toml); they go before those inside the program
town-serve-bad = The town files in { $folder } cannot be used.
town-serve-bad-remedy = Correct the lines named above; “anshin town check” checks a file without starting. docs/town-file.md explains every field.
town-fault-not-toml = this cannot be read as TOML ({ $reason }). Look for a missing quotation mark, bracket or equals sign there.
town-fault-too-big = the file is longer than { $bytes } bytes. A town file is short; is it the right file?
town-fault-other-format = this program reads format = "anshin-town" with version = 1.
town-fault-not-a-table = a group of fields is needed here, such as { "{" } ja = "…", en = "…" { "}" }.
town-fault-not-a-list = a list is needed here: write [ … ].
town-fault-not-text = a text in quotation marks is needed here.
town-fault-not-a-whole = a whole number from { $least } to { $most } is needed here, without quotation marks or commas.
town-fault-not-true-or-false = write true or false here, without quotation marks, or leave the field out.
town-fault-missing = this is missing. Please add it.
town-fault-unknown-field = the format has no such field. Check the spelling, or take it away.
town-fault-untrimmed = the text is empty, begins or ends with a space, or has a line break. Write one line.
town-fault-too-long = the text is longer than { $letters } letters. Please shorten it.
town-fault-list-length = the list needs 1 to { $most } entries. Leave the field out when there is nothing to say.
town-fault-not-one-of = write one of these: { $words }
town-fault-not-a-date = write a day, a month or a year, such as "2026-11-23", "2026-11" or "2026"; as_of may also be "unknown".
town-fault-not-a-time = write a time such as "08:30".
town-fault-reversed = the end lies before the beginning.
town-fault-not-an-address = write an address that begins with https:// or http://.
town-fault-not-mail = write an e-mail address.
town-fault-not-a-number = write a telephone number: digits, hyphens, brackets and spaces, with a + before it if you like.
town-fault-not-an-id = write a short word of small letters, digits and hyphens.
town-fault-not-a-place = write the id of a place, such as "jp-15224" (the municipality’s code without its check digit) or "us-ca-sacramento".
town-fault-not-a-share = write a share such as "2/3", at most the whole.
town-fault-no-such-source = the file has no [sources.{ $name }]. Add it, or correct the name.
town-fault-no-such-office = the file has no [[office]] with id = "{ $id }". Add it, or correct the id.
town-fault-twice = the same thing stands twice. Please take one away.
town-fault-no-language = write it in ja, in en, or in both.
