# `anshin edition`: building, checking and writing out editions of figures.
edition-about = Build, check or write out an edition of published figures
edition-build-about = Build an edition from the publishers' own files
edition-build-sources = The folder of the publishers' files
edition-build-out = The folder to write the edition to
edition-build-definitions = The folder of manifests and reviewed tables [default: data]
edition-build-pack = Also write the packed form that the program carries to this file
edition-verify-about = Check every byte, reference and figure of an edition
edition-verify-folder = The edition's folder
edition-export-about = Write the edition inside the program to a folder
edition-value-file = FILE
edition-missing-command = “anshin edition” needs to know what to do.
edition-missing-option = The option { $option } is missing.
edition-missing-folder = The edition's folder is missing.
edition-built = Built edition { $version }: { $institutions } institutions, { $conditions } conditions, { $measures } measures, { $volumes } volumes, { $results } results.
edition-built-findings = { $count ->
    [0] Nothing was doubted or left out.
    [one] One finding (findings.csv):
   *[other] { $count } findings (findings.csv):
}
edition-packed = Packed into { $bytes } bytes. Build the program again to carry it.
edition-sound = The edition { $version } is sound: { $institutions } institutions, { $volumes } volumes, { $results } results.
edition-exported = The edition inside the program was written to { $folder }.
edition-problems = { $count ->
    [one] One thing is wrong in this edition:
   *[other] { $count } things are wrong in this edition:
}
edition-problems-more = … and { $count } more
edition-problems-remedy = Mend the rows named, or build the edition again with “anshin edition build”.
edition-place-file = { $file }
edition-place-row = { $file }, row { $row }
edition-place-cell = { $file }, row { $row }, column { $column }
edition-says = { $place }: { $what }
problem-empty = The cell is empty. Fill it in, or take the row out.
problem-not-a-number = “{ $cell }” is not a number that can stand here. Write plain digits, 0 or more where something is counted, or leave the cell empty.
problem-unknown-word = “{ $cell }” is not a known word. Write one of: { $known }.
problem-not-a-period = “{ $cell }” is not a period. Write a year (2022), years (2018-2019) or months (2021-04/2022-03).
problem-unknown = “{ $id }” does not stand in { $file }. Add it there, or correct the id.
problem-twice = “{ $id }” stands twice. Give each row an id of its own.
problem-not-a-point = { $degrees } is not a point on the earth. Write latitude from -90 to 90 and longitude from -180 to 180.
problem-impossible = { $events } events among { $cases } cases cannot be. Correct the figure, or mark the row “impossible” in the column state.
problem-upside-down = The interval { $interval } is upside down. Correct it, or mark the row “impossible” in the column state.
problem-below-zero = { $number } is below zero. Correct it, or mark the row “impossible” in the column state.
problem-out-of-order = The rows are out of order, or one stands twice. Sort them, each only once.
problem-missing = The file is missing. Restore it, or choose the folder that “anshin edition build” wrote.
problem-cells = The row has { $cells } cells, the header has { $header }. Look for a comma or a quotation mark too many.
problem-not-utf8 = This is not UTF-8. Save the file as CSV in UTF-8.
problem-not-csv = This cannot be read as CSV ({ $why }). Save the file as CSV with commas, in UTF-8.
problem-header = The header is “{ $found }”. It must be “{ $wanted }”.
problem-description = The description cannot be read ({ $why }). Build the edition again.
problem-not-named = It does not name { $file }. Build the edition again.
problem-changed = The file was changed after the edition was built: its checksum differs. Restore it, or build the edition again if the change was meant.
problem-nameless = The condition { $id } has no name in one language. Name it in both.
build-file = { $file } could not be read ({ $why }).
build-file-remedy = Check the folders given with --sources and --definitions.
build-encoding = { $file }, near row { $row }: this is not { $encoding }.
build-encoding-remedy = Name the file's real encoding in its manifest, such as windows-1252.
build-csv = { $file } cannot be read as CSV ({ $why }).
build-csv-remedy = Open the file and mend the row named.
build-column = { $file }: there is no column “{ $column }”. The file has: { $found }.
build-column-remedy = Correct the column's name in the manifest, or choose the right file.
build-cell = { $file }, row { $row }, column { $column }: “{ $cell }” is not { $wanted }.
build-cell-remedy = Correct the cell, or name it in the manifest.
build-manifest = { $file }: { $why }
build-manifest-remedy = Correct the manifest or the table named; docs/editions.md describes them.
build-write = { $why }
build-write-remedy = Check that the folder exists, that there is room, and that you may write there.
wanted-whole = a whole number, 0 or more
wanted-count = a number, 0 or more, or a mark that the manifest names under “missing” or “suppressed”
wanted-measure = a measure that the manifest names under [[measure]] labels
wanted-period = a period such as 2022 or 2018-2019
wanted-degrees = a number of degrees
wanted-hospital = a hospital's number
load-file = { $file } could not be read ({ $why }).
load-embedded = The edition inside the program is damaged ({ $why }).
load-embedded-remedy = Install the program again, or choose another edition with --edition.
load-file-remedy = Choose the folder that “anshin edition build” wrote.
load-problem-remedy = “anshin edition verify” lists everything that is wrong in it.
