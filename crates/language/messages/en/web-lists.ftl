# Illnesses and institutions: the lists and the single pages.
search-submit = Search
illnesses-title = Illnesses
illnesses-search = Look for an illness
illnesses-hint = Its name, a part of the body, or the code on your papers. For example: stomach, C16
illnesses-found = { $count ->
    [0] No illness found.
    [one] One illness.
   *[other] { $count } illnesses.
 }
illnesses-all = Show every group that publishers count, also those without an everyday name
illnesses-plain-only = Show only those with an everyday name
illnesses-codes-ours = The everyday names and the ranges of codes (ICD-10) are ours, not the publishers’.
illness-code = code { $code } (ICD-10; our assignment)
illness-synonyms = Also called
illness-compare = Compare institutions for this illness
illness-begin = Begin a case with this illness
illness-treated = How it is treated, as the published figures show it
illness-treated-about = These are figures of a whole country or state. They say what was done, not what is right for you.
illness-no-measures = No publisher in this edition counts this illness.
illness-institutions = { $count ->
    [one] One institution publishes
   *[other] { $count } institutions publish
 } a figure.
illness-scope-exact = It counts just this illness.
illness-scope-broader = It counts more than this illness. { $note }
illness-scope-narrower = It counts only a part of this illness. { $note }
illness-counts = What is counted, and what is not said
illness-total = { $period }: { $cases } admissions were published in all.
illness-total-operations = { $period }: { $count } operations were published in all.
illness-total-events = { $period }: it happened to { $events } of { $cases }, that is { $share } of 100.
illness-share-removal = { $share } of 100 admissions were with a removal by operation, whole or part.
illness-share-endoscopic = { $share } of 100 admissions were with a removal through an endoscope (a thin camera tube).
illness-share-other = { $share } of 100 admissions were with another operation (not a transfusion alone).
illness-share-none = { $share } of 100 admissions were without an operation.
illness-standards = Published minimum numbers
illness-no-standards = We know of no published minimum for exactly this operation.
illness-standard = { $operation }: at least { $minimum } a year. { $issuer }, { $year }. { $source }
illness-year-unknown = year not recorded
illness-readings = Where to read more
illness-no-readings = This edition names no page of a public body for this illness yet. Ask your doctor or a support centre where to read more.
illness-seen = seen { $date }
measure-numerator = Counted
measure-denominator = Among whom
measure-adjustment = How differences between patients were allowed for
measure-ages = Ages
measure-not-said = What it does not say
houses-title = Institutions
houses-search = Look for an institution
houses-hint = A part of its name, as it writes it
houses-count = { $count } institutions are in this edition. Write a part of a name to find one.
houses-found = { $count ->
    [one] One institution found.
   *[other] { $count } institutions found.
 }
houses-many = More than { $count } found; the first { $count } are shown.
houses-none = No institution found.
houses-remedy = Try a shorter part of the name. Japanese hospitals are written in Japanese, as they were published.
house-place = Place
house-precision-building = Exact place known.
house-precision-town = The place is known to the part of town.
house-precision-municipality = The place is known only to the town or postal area.
house-precision-unknown = The exact place is not known.
house-beds-label = Beds
house-beds = { $count }
house-affiliation = Group
house-affiliation-unknown = Not known from the name
house-volumes = How many were treated
house-volumes-about = Sorted by the name of the illness, and not by count: a larger count is not a better result.
house-volumes-caption = Published counts by illness and period. A dash means: not published, fewer than 10, or not told apart.
house-no-volumes = No counts are published for this institution in this edition.
house-period = Period
house-cases = Admissions
house-operations = Removals or operations
house-no-outcomes = Results are not in the sources used here; they may be published elsewhere.
house-earlier = Earlier figures ({ $count })
house-earlier-about = Periods of one measure may overlap, and definitions may have changed between them: this is not a trend.
house-left-out = { $count ->
    [one] One published figure is
   *[other] { $count } published figures are
 } left out because the publisher withholds it or because it cannot be true.
house-keys = What publishers call it
house-findings = What we noted while reading the files
illness-share-rest = { $share } of 100 admissions stand in none of these lines: only a transfusion was given, or the publisher’s class is one whose content is not confirmed, or its number is hidden because it is small.
illness-seen-copy = read in a stored copy without a date
illness-seen-copy-of = read in a stored copy of { $date }
illness-seen-address = we have not opened this page ourselves
house-doubtful = { $count ->
    [one] One published figure is left out because it contradicts
   *[other] { $count } published figures are left out because they contradict
 } the publisher’s own rate, so a number must be damaged. What was published is kept, and never compared.
house-ended = This institution no longer stands in its publishers’ newest lists or figures. It may have closed, merged or changed its name. Its earlier figures are kept here; it is not offered as a choice.
