# What a desk for second opinions says about itself, in words; what would stop an application; what it costs; what the calendar assumes; `anshin desk check`.
desk-way-visit = At the hospital
desk-way-online = Online, from home
desk-way-online-from-nearby = Online, from the hospital nearby
desk-way-doctor-to-doctor = From doctor to doctor, or by a tumour board
desk-contact-telephone = Telephone
desk-contact-fax = Fax
desk-contact-web = Web page
desk-contact-mail = E-mail
desk-contact-post = Post
desk-fee-consultation = Consultation
desk-fee-consultation-with-pathology = Consultation, with the slides read again
desk-fee-extra-time = More time, each block
desk-fee-pathology = Reading the slides again
desk-fee-new-slides = Cutting new slides
desk-fee-imaging-read = Reading the images again
desk-fee-post = Sending papers back
desk-fee-interpreter = Interpreter
desk-fee-other = Something else
desk-fee-minutes = up to { $minutes } minutes
desk-fee-tax-included = tax included
desk-fee-tax-on-top = tax comes on top
desk-fee-tax-unknown = it is not said whether tax is included
desk-yen = { $amount } yen
desk-yen-range = { $low } to { $high } yen
desk-dollar = { $amount } US dollars
desk-dollar-range = { $low } to { $high } US dollars
desk-published = as published: { $words }
desk-online-patient-present = The patient must be there
desk-online-patient-may-stay-away = The patient need not be there
desk-online-most-people = At most { $people } people
desk-online-no-recording = Recording is not allowed
desk-online-recording = Recording is allowed
desk-online-residents-only = Only for people who live in Japan
desk-online-abroad-too = Also for people who live abroad
desk-applicant-patient = The patient applies
desk-applicant-family = The family applies
desk-applicant-doctors-office = The doctor’s office applies
desk-applicant-doctors-office-only = Only the doctor’s office can apply. Please ask it.
desk-channel-telephone = by telephone
desk-channel-fax = by fax
desk-channel-form = by a form on the web
desk-channel-post = by post
desk-channel-in-person = at the desk
desk-who-family-alone = The family, without the patient
desk-who-under-18 = A patient under 18
desk-who-incapacity = A patient who cannot decide now
desk-relation-first-degree = husband, wife, parents, children
desk-relation-second-degree = husband, wife, parents, children, brothers, sisters, grandparents, grandchildren
desk-relation-spouse-parent-child-sibling = husband, wife, parents, children, brothers, sisters
desk-relation-power-of-attorney = anyone with a power of attorney
desk-relation-not-said = which relation is not said: ring first
desk-paper-letter = the letter of introduction
desk-paper-tests = test results
desk-paper-images = images on a disk
desk-paper-image-reports = the written reports on the images
desk-paper-pathology-report = the pathology report
desk-paper-pathology-photographs = photographs of the tissue
desk-paper-cutting-drawing = the drawing of where the tissue was cut
desk-paper-slides = glass slides or tissue blocks
desk-paper-consent-form = the patient’s signed consent form
desk-paper-insurance-card-copy = a copy of the insurance card
desk-paper-power-of-attorney = a power of attorney
desk-paper-identity = a paper that shows who you are
desk-paper-proof-of-relationship = a paper that proves the relationship
desk-paper-proof-of-incapacity = a paper that confirms that the patient cannot decide now
desk-paper-desk-form = the desk’s own form
desk-refuses-no-letter = when there is no letter
desk-refuses-material-missing = when material is missing or not enough
desk-refuses-doctor-not-agreed = when the current doctor has not agreed
desk-refuses-complaint = complaints about the doctor
desk-refuses-lawsuit = malpractice and lawsuits
desk-refuses-died = when the patient has died
desk-refuses-cost-questions = questions about costs and benefits
desk-refuses-wants-transfer = the wish to be treated there
desk-refuses-past-treatment = judging treatment of the past
desk-refuses-no-specialist = illness for which it has no specialist
desk-refuses-no-appointment = coming without an appointment
desk-refuses-treatment-finished = when the treatment is finished
desk-refuses-psychiatric = some psychiatric illness
desk-refuses-other = something else that the desk names
desk-papers-before = The papers must be there { $days ->
    [one] { $days } day
   *[other] { $days } days
  } before the visit
desk-waiting-range = { $low } to { $high } days from the application to the visit
desk-waiting-least = at least { $days ->
    [one] { $days } day
   *[other] { $days } days
  } from the application to the visit
desk-waiting-most = at most { $days ->
    [one] { $days } day
   *[other] { $days } days
  } from the application to the visit
desk-follow-up-yes = It helps that treatment and follow-up go on near home
desk-follow-up-no = It does not arrange follow-up near home
desk-made-up = This desk is made up, for trying out.
desk-source = { $title }, seen { $seen }
desk-source-age-unknown = { $title }, year not known
desk-source-not-recorded = source not recorded
desk-source-too-old = This is more than two years old, or its age is not known. Ring first.
desk-stop-same-institution = This is the hospital of your first opinion. A second opinion comes from another one. Please choose a different hospital.
desk-stop-patient-not-told = The patient has not been told everything. Before anything is sent, please talk with the support centre of the hospital.
desk-stop-wants-transfer = You would like to be treated there. Desks for second opinions do not arrange that. Please ask your doctor for a referral to the ordinary outpatient department.
desk-stop-wish-open = It is not settled yet whether you want advice or treatment there. Desks refuse whoever wants to be treated there, so please settle this first.
desk-stop-doctor-not-told = Your doctor has not been told yet. Without the doctor there is no letter, and many desks refuse. The page “Tell the doctor” has words for it.
desk-stop-doctor-thinking = Your doctor has not answered yet. Please ask again, and say by when you need the letter.
desk-stop-doctor-not-agreed = Your doctor did not agree. Many desks then refuse. Please talk with the support centre first; it is free and can help you to talk with the doctor.
desk-stop-no-letter = The letter is not in hand yet. Please ask for it; the page “The letter” has a printed request.
desk-stop-record-missing = Not in hand yet: { $record }. Please ask your hospital for it, or note on the records list that it is not needed.
desk-stop-bring = Bring this too: { $paper }.
desk-stop-relation-not-admitted = This desk does not let you come in the patient’s place by your relation. Ring and ask who may come, or choose another desk, or one that works online.
desk-stop-relation-not-known = Whether this desk lets you come in the patient’s place is not known. Ring first, and ask which papers it wants. Desks often want a consent form signed by the patient, or a paper that proves the relationship.
desk-stop-treatment-begun = Treatment has begun. Some desks refuse when it is finished. Ring and ask, and do not stop or postpone anything without your doctor.
desk-stop-ask-complaint = Is it a complaint about your doctor? Desks do not take that. The hospital’s support centre or patient office does.
desk-stop-ask-lawsuit = Is it about malpractice or a lawsuit? Desks do not take that. A lawyer, or your prefecture’s medical safety support centre, does.
desk-stop-ask-cost-questions = Is it about costs or benefits? Desks do not take that. The hospital’s support centre does.
desk-stop-ask-past-treatment = Do you want to know whether past treatment was right? Desks do not judge that. Ask what can be done from now on.
desk-stop-ask-no-specialist = Does this hospital have a specialist for your illness? Ring and ask before you apply.
desk-stop-ask-no-appointment = Do you have an appointment? Nobody is seen without one.
desk-stop-ask-treatment-finished = Is the treatment already finished? This desk gives no opinion on that. Ring and ask.
desk-stop-ask-psychiatric = Is it about a psychiatric illness? This desk has limits. Ring and ask.
desk-stop-ask-other = This desk names something else that it refuses. Please read its page, or ring.
desk-stop-bars = Settle this before you apply.
desk-stop-look = Please look at this before you apply.
desk-stop-clear = This does not apply to me, or I have seen to it
desk-rests-on-desk = This desk says so.
desk-rests-on-usual = Nearly all desks say so; for this one it is not known.
desk-rests-on-ours = This is a rule of Anshin.
desk-cost-letter-share = Your share of the letter’s fee
desk-cost-letter-rule = 500 points, 5,000 yen, of which 10 to 30 % are yours (fee rule B010, 2024). A change in 2026 is not confirmed: ask.
desk-cost-copies = Copies of images and records
desk-cost-tax = Tax on top of the desk’s prices
desk-cost-fares = Fares, there and back
desk-cost-sea-crossing = Ship or aeroplane
desk-cost-lodging = Nights away
desk-cost-if-needed = only if needed
desk-cost-not-known = not known
desk-cost-press = This desk’s price is not known. The press says that desks in Japan charge about this much.
desk-cost-by-patient = as you wrote
desk-cost-not-insured = Health insurance does not pay for the consultation itself.
desk-help-support-centre = The cancer information and support centre of a hospital is free, and open to people who are not its patients. Ask what help there is.
desk-help-travel-aid = Some towns and islands help with fares and nights. Ask your town. Most want a certificate that treatment elsewhere is needed, so a second opinion alone may not count.
desk-help-tax-deduction = The consultation, the letter and fares by public transport may count for the tax deduction for medical costs. Keep the receipts, and ask the tax office; it decides.
desk-help-private-insurance = Some private insurances include a second-opinion service. Ask yours.
desk-assumed = our own assumption for planning, without a source
desk-assumed-doctor = Letters, slides and disks are mostly made ready between two appointments.
desk-assumed-papers = For the post, and to see that nothing is missing.
desk-assumed-application = A visit needs an appointment, and the doctor there reads the papers before it.
desk-assumed-visit = The report has to be written and sent.
desk-assumed-report = For a talk with the first doctor, and one at home.
desk-assumed-from-desk = the desk says so
desk-command-about = Check desk files: what desks for second opinions say about themselves
desk-check-about = Read desk files and say everything that is wrong with them
desk-check-files = The files
desk-value-file = FILE
desk-check-missing-file = Which file is to be checked is missing.
desk-missing-command = “anshin desk” needs to know what to do.
desk-check-unreadable = { $file }: cannot be read ({ $reason })
desk-check-sound = { $file }: sound. { $name }, { $count ->
    [one] { $count } fact
   *[other] { $count } facts
  }
desk-check-old = { $file }: warning: { $count ->
    [one] { $count } fact is
   *[other] { $count } facts are
  } older than two years, or of unknown age or source. Pages will say “ring first”: { $places }
desk-check-ahead = { $file }: warning: seen in the future: { $places }
desk-check-unknown-institution = { $file }: warning: no institution of the edition has the id { $id }. The desk will be tied to no hospital.
desk-check-problem = { $file }: { $path }: { $fault }
desk-check-failed = { $count ->
    [one] { $count } problem was found.
   *[other] { $count } problems were found.
  }
desk-check-remedy = Correct the places named above and check again. docs/desk-file.md explains every field.
desk-fault-not-json = this is not JSON (line { $line }, column { $column }). Look for a missing comma, quote or bracket there.
desk-fault-too-big = the file is longer than { $bytes } bytes. A desk file is short; is it the right file?
desk-fault-not-an-object = an object is needed here: write { "{" } … { "}" }.
desk-fault-not-a-list = a list is needed here: write [ … ].
desk-fault-not-text = a text in quotes is needed here.
desk-fault-not-a-whole = a whole number from { $least } to { $most } is needed here, without quotes or commas.
desk-fault-not-true-or-false = write true or false here, or leave the field out.
desk-fault-missing = this is missing. Please add it.
desk-fault-unknown-field = the format has no such field. Check the spelling, or take it away.
desk-fault-untrimmed = the text is empty, begins or ends with a space, or has a line break. Write one line.
desk-fault-too-long = the text is longer than { $letters } letters. Please shorten it.
desk-fault-list-length = the list needs { $least } to { $most } entries. Leave the field out when there is nothing to say.
desk-fault-not-one-of = write one of these: { $words }
desk-fault-not-a-date = write a day, a month or a year, such as 2026-11-23, 2026-11 or 2026, or “unknown”.
desk-fault-not-an-address = write an address that begins with https:// or http://.
desk-fault-not-an-id = use small letters, digits and hyphens only.
desk-fault-not-a-language = write a language code of two or three small letters, such as ja.
desk-fault-other-format = this program reads “format”: “anshin-desk” with “version”: 1.
desk-fault-nothing = at least one field is needed in it.
desk-fault-reversed = the second number is smaller than the first.
desk-fault-twice = the same thing stands twice. Please take one away.
desk-fault-praise = “{ $word }” praises, compares or promises. Rules for medical advertising forbid it; please say only what the desk does.
