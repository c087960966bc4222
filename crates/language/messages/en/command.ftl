# The command line: help, tables, and what to do when something is wrong.
command-about = From a first medical opinion to a decision you are at ease with: compares institutions by the figures that public bodies have published.
command-usage = Usage:
command-commands = Commands
command-options = Options
command-arguments = What you ask
command-help = Show this help
command-version = Show the version
command-lang = The language of the answer: en or ja. Without it, the language of your surroundings (LC_ALL, LC_MESSAGES, LANG).
command-edition-dir = Use the edition in this folder instead of the one inside the program
command-serve-about = Serve the web application (this is also what happens without a command)
command-serve-listen = Where to listen; without it 127.0.0.1:8017, or the next free port
command-compare-about = Compare institutions for one illness, from one place
command-compare-condition = The illness: a name in English or Japanese, kana, a code such as C16, or an id
command-compare-near = Where from: a town, a postal code or a ZIP
command-compare-within = How far at most, in kilometres. Without it 50, and further until three institutions with figures are found.
command-compare-treatment = The treatment proposed: resection, endoscopic, none or any (any if not said)
command-compare-current = The hospital where the patient is treated now; it and its group are marked
command-compare-age = The patient’s age in years
command-compare-by = The order: distance, experience or results (in bands, where the figures can tell them apart); distance if not said
command-compare-purpose = What is wanted there: advice or treatment (advice if not said)
command-limit = At most so many
command-format-compare = table, json or csv (table if not said)
command-format = table or json (table if not said)
command-compare-more = A table shows ten institutions unless --limit says otherwise; json and csv show all within reach.
command-conditions-about = Find an illness, or list all with a plain name
command-conditions-query = A name, a part of the body, or a code
command-institutions-about = Find an institution by a part of its name
command-institutions-query = A part of the name
command-value-condition = CONDITION
command-value-query = QUERY
command-value-place = PLACE
command-value-kilometres = KM
command-value-treatment = TREATMENT
command-value-name = NAME
command-value-years = YEARS
command-value-order = ORDER
command-value-purpose = PURPOSE
command-value-count = N
command-value-format = FORMAT
command-value-language = LANGUAGE
command-value-folder = DIR
command-value-address = ADDR
command-value-database = URL
command-value-command = COMMAND
command-value-options = OPTIONS
# Something is wrong.
command-hint = What you can do: { $remedy }
command-unknown-option = There is no option “{ $asked }” here.
command-unknown-command = There is no command “{ $asked }”.
command-missing-value = The option “{ $option }” needs a value.
command-twice = The option “{ $option }” stands twice.
command-wrong-usage = The command cannot be read as it stands.
command-see-help = { $command } --help lists what can be asked.
command-missing-condition = The illness is missing.
command-missing-condition-remedy = Write its name after the command, for example: anshin compare "stomach cancer" --near Yamagata
command-missing-place = The place is missing.
command-missing-place-remedy = Say where you start from, for example: --near Yamagata, --near 990-0042 or --near 95814
command-missing-query = Nothing was written to look for.
command-missing-query-remedy = Write a part of the name, for example: anshin institutions Yamagata
command-empty = Nothing was written for { $what }.
command-empty-remedy = Write a name or a code.
command-too-long = What was written for { $what } has { $length } letters.
command-too-long-remedy = Write at most { $longest } letters.
command-what-condition = the illness
command-what-place = the place
command-what-institution = the hospital
command-condition-unknown = We could not find an illness called “{ $asked }”.
command-condition-unknown-remedy = Try a shorter or a more everyday name, the part of the body, or the code on your papers; “anshin conditions” lists all.
command-condition-several = “{ $asked }” can mean several illnesses:
command-place-unknown = We could not find a place called “{ $asked }”.
command-place-unknown-remedy = Try the name of the city or town alone, or the postal code. We know places in Japan and in the United States.
command-place-several = There are several places called “{ $asked }”:
command-institution-unknown = We could not find a hospital called “{ $asked }”.
command-institution-unknown-remedy = Try a part of its name; “anshin institutions” with that part lists what there is.
command-institution-several = There are several hospitals called “{ $asked }”:
command-several-remedy = Ask again with one of these; what stands in brackets at the end is always understood.
command-nearest = Perhaps you mean:
command-and-more = … and { $count } more
command-not-a-number = “{ $asked }” is not a number that { $option } can use.
command-within-remedy = Give kilometres: more than 0 and at most 20000, for example --within 100.
command-age-remedy = Give whole years between 0 and 130, for example --age 75.
command-limit-remedy = Give a whole number from 1 to 5000, for example --limit 20.
command-not-a-word = “{ $asked }” is not one of the choices for { $option }.
command-choices-remedy = Choose one of: { $choices }.
command-output-failed = The answer could not be written: { $reason }
command-output-remedy = Check that there is room on the disk, and that you may write there.
command-listen-bad = “{ $asked }” is not an address to listen on.
command-listen-bad-remedy = Give an address with a port, for example --listen 127.0.0.1:8017.
command-listen-taken = { $address } cannot be used: { $reason }
command-listen-taken-remedy = Stop what uses it, or choose another port with --listen.
command-serving = Anshin is at { $address }  (edition { $version }; Ctrl+C ends it)
command-port-taken = Port { $port } is in use, so the next free one was taken.
command-serve-failed = The web application stopped: { $reason }
# The table.
table-title = { $condition }, from { $place }
table-found = { $found ->
    [one] One institution
   *[other] { $found } institutions
 } within { $km } km, { $evidence } of them with a recent published figure for this illness.
table-found-country = { $found ->
    [one] One institution
   *[other] { $found } institutions
 } in the country, { $evidence } of them with a recent published figure for this illness.
table-not-counted = Your present hospital and its group are not counted among these { $evidence }.
table-before = Before you read the figures
table-group-standard = At or above a published minimum for exactly this operation
table-group-published = With a published count
table-group-unpublished = No published count for this illness, or under ten
table-group-no-counts = Those within reach; no hospital’s count is published for this illness
table-group-all = All in one list; numbers do not speak for this patient or this illness
table-in-order-of-distance = the nearest first
table-in-order-of-experience = by your choice the larger counts first
table-in-order-of-results = by your choice the lowest band first, then the nearest
table-institution = Institution
table-distance = Distance
table-experience = How many (not a result)
table-results = What became of them
table-notes = Notes
table-km = { $km } km
table-minutes = about { $minutes } min
table-distance-unknown = not known
table-admissions = { $count } { $count ->
    [one] admission
   *[other] admissions
 }
table-admissions-floor = at least { $count } admissions
table-operations = { $count } { $count ->
    [one] operation
   *[other] operations
 }
table-removals = { $count } { $count ->
    [one] removal
   *[other] removals
 }
table-removals-floor = at least { $count } removals
table-endoscopic = { $count } by endoscope
table-endoscopic-floor = at least { $count } by endoscope
table-removals-unknown = removals: under ten or not told apart
table-more-than = surely more than { $percentile } of 100 institutions with a published figure ({ $among })
table-no-operation = { $count } without an operation
table-no-operation-unknown = without an operation: under ten or not told apart
table-no-figure = no figure
table-no-results = not in these figures
table-observed = { $low }–{ $high } of 100 (95 %); { $value }: { $events } of { $cases }
table-adjusted = { $low }–{ $high } { $unit } (95 %); { $value } adjusted
table-adjusted-bare = { $value } { $unit } as published
table-expected = { $expected } expected
table-per-hundred = of 100
table-per-thousand = of 1,000
table-verdict-better = the publisher: better than its reference
table-verdict-no-different = the publisher: no different from its reference
table-verdict-worse = the publisher: worse than its reference
table-older = and { $count } more published { $count ->
    [one] figure
   *[other] figures
 }
table-more = { $count ->
    [one] One more institution is
   *[other] { $count } more institutions are
 } within reach; --limit shows more.
table-offers = second opinions: yes ({ $source })
table-sources = Sources
table-source = { $measure }: { $publisher }, { $period }
table-edition = Edition { $version }. Anshin shows published figures; it does not diagnose and recommends no hospital.
table-name = Name
table-name-other = In Japanese
table-code = ICD-10
table-id = Id
table-place = Place
table-none-found = Nothing was found for “{ $asked }”.
