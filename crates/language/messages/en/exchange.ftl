# What goes out as a file and what comes in as one: calendar, export, disc, case file. The calendar shows on lock screens: it names no illness.
ics-calendar = Anshin
ics-doctor = Anshin: ask for the papers
ics-letter = Anshin: papers in hand
ics-slides = Anshin: loans in hand
ics-application = Anshin: send it off
ics-visit = Anshin: appointment
ics-consultation = Anshin: consultation
ics-consultation-latest = Anshin: last day for the consultation
ics-report = Anshin: report back
ics-decision = Anshin: the day
ics-done = { $what } (done)
ics-latest = The last day for this, counted back in your calendar.
ics-changed = Dates can change: look into your case before you set out.
ics-private = What this is about stands in your case.
ics-application-number = Application { $number } of your case
ics-local = The time is that of the place of the appointment.
ics-online = { $name } (online)

export-read-me = READ-ME.txt
export-about = This is everything that your case held when you took it out.

    case.json: the whole case and its log, for programs (form { $version }).
    tables: the same as tables for a spreadsheet (CSV, UTF-8). An apostrophe before a text keeps spreadsheets from taking it for a formula; it is not part of the text.
    files: the files that you uploaded, as they were.

    Times are in universal time. People are numbers; the table people.csv says who they are.
    Nothing in here is locked. Keep it where only you can open it.

disc-empty = There is no file here.
disc-none = { $files ->
    [one] One file was looked at, and it holds no images in the form of hospitals (DICOM).
   *[other] { $files } files were looked at. None of them holds images in the form of hospitals (DICOM).
  }
disc-patient = Name on the disc: { $name }
disc-no-name = There is no name on the disc.
disc-illegible = Some letters of the name on the disc could not be read.
disc-born = Born on { $day }
disc-no-born = There is no birth date on the disc.
disc-number = The hospital’s number: { $number }
disc-name-same = The name is that of the case.
disc-name-different = The name is NOT that of the case. Please look whether this is the right disc before you hand it to anyone.
disc-name-unsure = Whether the name is that of the case cannot be told. Please look at it yourself.
disc-name-not-given = No name was given to compare with. Please look yourself whether it is the patient’s name.
disc-born-same = The birth date is the same.
disc-born-different = The birth date is NOT the same. Please look whether this is the right disc before you hand it to anyone.
disc-born-unsure = Whether the birth date is the same cannot be told.
disc-study = { $day }: { $what }; series: { $series }, images: { $images }
disc-study-others = without an image (reports, marks): { $others }
disc-study-unknown-day = without a date
disc-study-unknown = not said with what
disc-many-patients = { $people ->
    [one] There are images of one person on it.
   *[other] There are images of { $people } people on it. A disc should hold those of one person only: please ask the hospital before you hand it to anyone.
  }
disc-too-many-patients = There are more people on it than are told apart here.
disc-listing = The disc’s own list of contents ({ $path }) names files: { $names }. All of them are there.
disc-listing-missing = The disc’s own list of contents ({ $path }) names files: { $names }. Missing of them: { $missing }. Please ask the hospital for a new disc.
disc-others = Other files on it, such as the program that shows the images: { $others }
disc-unread = Could not be read: { $path }. { $why }
disc-unread-more = Further files that could not be read: { $more }
disc-too-many = There are more files than are looked at ({ $most }). What came after them was left out.
disc-why-ends = It ends too early. Please ask for a new copy.
disc-why-cut = The image in it is not whole: its end, or all of it, is missing. Please ask for a new copy.
disc-why-empty = It should be an image, and is empty (0 bytes). Please ask for a new copy.
disc-why-not-dicom = It should be an image, and there is none in it. Please ask for a new copy.
disc-why-too-long = What stands before the image in it is too long.
disc-why-strange = It calls itself DICOM and is written otherwise. Please ask for a new copy.
disc-why-says-nothing = It is DICOM, but says neither whose it is nor of which study.
disc-why-link = It is a link to somewhere else, and is not followed.
disc-why-no-file = It is neither a file nor a folder.
disc-why-too-deep = It lies in too many folders within folders.
disc-why-refused = The system did not give it ({ $words }). Is the disc clean and fully in?
disc-no-viewer = The images themselves were not looked at. Whether they are good enough is for a doctor to say.

carried-not-a-case-file = This is not a case file of Anshin’s. Please choose the file whose name ends in .anshin.
carried-older = This file was made by an early version, and its form ({ $form }) is no longer read. Please make it anew where the case is kept.
carried-newer = This file was made by a newer version (form { $form }). Whoever runs this place must bring it up to date first.
carried-cut = This file ends early: { $there } of { $whole } bytes are there. Please copy it anew from where it came.
carried-damaged = This file was damaged on its way. Please copy it anew from where it came.
carried-wrong-passphrase = This passphrase does not open the file. Please look at capitals and small letters, and at where you wrote it down.
carried-too-long = This file is too long to be a case. The longest is { $most } bytes. Please choose another file.
carried-no-case = The file was opened, but what is in it is not a case that can be taken in ({ $why }). Please tell whoever runs the place where it was made.
carried-passphrase-short = This passphrase is too short: the file will lie outside every server’s guard. Please use { $least } letters or more, for example four words.
carried-upload-missing = The file { $number } of the case could not be read. Please take it out of the case, or upload it anew.
carried-too-large = The case is too large for one file. Please take uploads out of it first.
carried-unsealed = The file could not be sealed. Please try again.
carried-consents-ended = What you agreed to for doctors, desks and counsellors has ended. You can agree anew here.
carried-letter-unsigned = The letter is a draft again: a signature holds where it was given.
carried-opinions-told = What doctors wrote stands here as you were told it.
carried-desks-on-paper = Desks that worked with the program there answer by paper or telephone here.

packed-not-packed = This is not a packed file that is known here. Please bring the files themselves.
packed-damaged = This packed file is damaged. Please copy it anew from where it came.
packed-too-many = It holds more than { $most } files. Please bring it in parts.
packed-too-large = It would unpack to more than { $most } bytes. Please bring it in parts.
packed-climbs-out = The name { $name } in it leads out of its own folder. No hospital’s program does that: please do not open it.
packed-link = { $name } in it is a link to somewhere else. No hospital’s program does that: please do not open it.
packed-again = { $name } in it is packed once more. Please unpack it first, and bring the files.
packed-locked = It is locked with a password. Please unlock it first, and bring the files.
