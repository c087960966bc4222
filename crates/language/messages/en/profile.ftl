# `anshin profile`: anyone's table of results.
profile-about = Say how sure the results in a table of your own are, hospital by hospital
profile-more = Events are bad outcomes, such as deaths. docs/profile.md explains every column of the answer, and the traps.
profile-value-table = FILE.csv
profile-value-column = COL
profile-file = The table: UTF-8, a header, cells separated by commas, semicolons or tabs; - reads standard input
profile-hospital = The column of the hospital's name or number
profile-cases = The column of how many were treated
profile-events = The column of how many of them had the bad outcome
profile-expected = The column of how many events were expected, as a number and not as a rate. Without it: cases times the overall rate.
profile-period = The column of the period: 2022, 2018-2019, 2021-04/2022-03 or 2021年度
profile-measure = The column of what is measured, when the table holds several measures
profile-volume = The column of cases a year. With it, an estimate from few cases leans on volume.
profile-skip-missing = Leave out and count the rows in which a cell is not a number, instead of stopping
profile-standard-input = standard input
# Something is wrong with the question or the table.
profile-missing-file = The table is missing.
profile-missing-option-remedy = Say which table, and which of its columns mean what, for example: anshin profile results.csv --hospital Hospital --cases Cases --events Deaths
profile-not-found = There is no file “{ $file }”.
profile-not-found-remedy = Check the name and the folder, or write - to read standard input.
profile-unread = { $file } could not be read: { $why }
profile-unread-remedy = Check that it is a file, and that you may read it.
profile-not-utf8 = { $file } is not UTF-8 text (the first character that is not UTF-8 is in line { $line }).
profile-not-utf8-remedy = Save it again as “CSV UTF-8” (in Excel: Save as, CSV UTF-8). Shift_JIS, Windows-1252 and UTF-16 are not guessed, because a wrong guess spoils names silently.
profile-empty = { $file } is empty.
profile-no-rows = { $file } has a header and no rows.
profile-empty-remedy = Give a table with a header and at least one row below it.
profile-nothing-left = In { $file } no row is left: all { $rows } were left out, because a cell is not a number or nobody was treated.
profile-nothing-left-remedy = Check that the columns named are the right ones.
profile-too-many-rows = { $file } has more than { $most } rows.
profile-too-many-rows-remedy = Split it by measure.
profile-cells = Row { $row } has { $cells ->
    [one] 1 cell
   *[other] { $cells } cells
 }; the header has { $header }.
profile-cells-remedy = Look for { $separator } inside a name (put the name in quotation marks) or a quotation mark that is never closed.
profile-no-column = There is no column “{ $column }”.
profile-columns-found = The columns are:
profile-no-column-remedy = Write a column's name as it stands in the header; the nearest is “{ $nearest }”.
profile-column-twice = There are two columns “{ $column }”.
profile-column-twice-remedy = Give each column a name of its own.
profile-same-column = { $one } and { $other } both name the column “{ $column }”.
profile-same-column-remedy = Name a column of its own for each.
profile-place = Row { $row }, column “{ $column }”
profile-cell-empty = the cell is empty.
profile-cell-not-a-number = “{ $cell }” is not a number.
profile-cell-missing-remedy = Fill the cell in or take the row out; or add --skip-missing, which leaves such rows out and counts them.
profile-cell-comma = the comma in “{ $cell }” can mean two things.
profile-cell-comma-remedy = Write a point before decimals, and nothing between thousands. (Where semicolons separate the cells, a comma before decimals is read as well.)
profile-cell-fraction = “{ $cell }” is not a whole number of people.
profile-cell-fraction-remedy = Give counts, not rates or per cent; and write nothing, or a comma, between thousands.
profile-cell-negative = “{ $cell }” is less than none.
profile-cell-not-positive = “{ $cell }” is not more than 0.
profile-cell-not-positive-remedy = Expected events and volumes must be more than 0, and expected events at least 0.000001. Correct the cell, or take the row out.
profile-cell-too-large = “{ $cell }” is more than there can be.
profile-cell-not-a-period = “{ $cell }” is not a period.
profile-cell-not-a-period-remedy = Write a year (2022), years (2018-2019), a month (2021-04 or 2021年4月), months (2021-04/2022-03) or a Japanese fiscal year (2021年度, 令和3年度, R3).
profile-more-events = Row { $row }: { $events ->
    [one] 1 event
   *[other] { $events } events
 } (column “{ $of_events }”) among { $cases ->
    [one] 1 case
   *[other] { $cases } cases
 } (column “{ $of_cases }”) cannot be.
profile-more-events-remedy = Check whether the two columns were exchanged, or correct the row.
profile-twice = Rows { $first } and { $second } both speak of “{ $hospital }”, with the same measure and period.
profile-twice-remedy = Take one of them out, or give the hospitals different names if they are two.
profile-twice-remedy-columns = If they differ in period or in what is measured, name those columns with --period and --measure; else take one out.
profile-row = Row { $row } cannot be used: { $why }.
profile-row-remedy = Correct the row, or take it out.
profile-pool = The rows could not be taken together: { $why }.
# What must be known about the answer.
profile-skipped = { $rows ->
    [one] One row was left out, because a cell
   *[other] { $rows } rows were left out, because a cell
 } in the column “{ $column }” is not a number (the first is row { $first }).
profile-skipped-no-cases = { $rows ->
    [one] One row was left out, because it has no cases
   *[other] { $rows } rows were left out, because they have no cases
 } (the first is row { $first }).
profile-named-row = { $hospital } (row { $row })
profile-list-comma = {", "}
profile-perhaps-totals = Half or more of all cases stand in one row: { $rows }. If that is a total, take it out: it counts everyone twice.
profile-expected-far-off = The expected events are far from the events that happened. Check that the column holds numbers of events and not rates.
profile-expected-too-high = { $rows ->
    [one] In one row
   *[other] In { $rows } rows
 } as many events are expected as there are cases, or more. No odds can be formed there, so the columns that pool do without.
profile-overlapping = These periods share months with newer ones; one patient must not count twice, so the columns that pool do without them: { $periods }.
profile-periods-say-nothing = These periods say nothing of differences between hospitals (no events, or nothing but events), so the columns that pool do without them: { $periods }.
profile-not-pooled = Nothing can be pooled: no period has both cases with the event and cases without. The columns from shrunken_ratio on are empty.
profile-overall = All together: { $events ->
    [one] 1 event
   *[other] { $events } events
 } in { $cases ->
    [one] 1 case
   *[other] { $cases } cases
 } ({ $rate } of 100).
profile-overall-period = { $period }, all together: { $events ->
    [one] 1 event
   *[other] { $events } events
 } in { $cases ->
    [one] 1 case
   *[other] { $cases } cases
 } ({ $rate } of 100).
profile-older-periods = … and { $count } older periods
profile-by-chance = Of { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }, those beyond the 95 % interval: { $lower } with fewer events than expected, { $higher } with more. Chance alone would give { $chance }.
profile-ranked = { $percent } % of the difference between hospitals is more than chance (rankability), so ranks are given, with their intervals.
profile-not-ranked = Only { $percent } % of the difference between hospitals is more than chance (rankability). Under 50 % no order is given; hospitals in one band cannot be told apart.
profile-one-hospital = There is one hospital, so there is no order, and nothing can be said of how hospitals differ.
profile-spread = About two in three hospitals have { $less } to { $more } times the odds of a middle one (log odds ratio standard deviation { $value }; 95 %: { $low }–{ $high }).
profile-correlation = How much a hospital stays like itself from one year to the next, from 0 (not at all) to 1 (wholly): { $value } (correlation; 95 %: { $low }–{ $high }).
profile-slope = With twice the cases a year the odds are multiplied by { $value } (95 %: { $low }–{ $high }). Estimates of hospitals with few cases lean on this; compare with an answer without --volume.
profile-more-rows = … and { $count } more rows; --format csv shows all.
profile-more-measures = … and { $count } more measures; --format csv shows all.
profile-head-period = Period
profile-head-events = Events / cases
profile-head-ratio = To expected (95 %)
profile-head-verdict = This row alone
profile-head-pooled = All periods (95 %)
profile-head-rank = Rank (95 %)
profile-head-band = Band
profile-absent = –
profile-verdict-lower = fewer than expected
profile-verdict-no-different = no different
profile-verdict-higher = more than expected
profile-how-to-read = “To expected”: 1 is as many events as expected, 2 twice as many. The interval stands first: with 95 % confidence the truth lies in it.
profile-how-to-read-pooled = “All periods” takes a hospital's periods together and draws it towards the others by as much as its few cases leave open. It speaks of the newest period in the table.
profile-how-to-compare = Each hospital is held against what was expected of its own patients, so two hospitals are not strictly comparable with each other. The order of rows is that of the file.
profile-no-column-remedy-alone = Write a column's name as it stands in the header.
profile-chance-few = fewer than one such row
profile-chance-some = up to about { $chance } such rows
profile-spread-unknown = Your table cannot tell how much hospitals differ, so no order is given. The estimates lean on what was assumed beforehand.
profile-correlation-unknown = Your table cannot tell how much a hospital stays like itself from one year to the next; a correlation of 0.9 was assumed.
profile-cell-too-small = “{ $cell }” is too small to be expected events.
profile-separator-comma = a comma
profile-separator-semicolon = a semicolon
profile-separator-tab = a tab
profile-file-permission = you have no permission to read it
profile-file-folder = it is a folder
profile-file-other = the computer could not open or read it
profile-why-no-cases = nobody was treated
profile-why-more-events = there are more events than cases
profile-why-expected = the expected events cannot be used
profile-why-extreme = the numbers are too extreme to compute with
