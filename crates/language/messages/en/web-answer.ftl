# The answer page: groups, cards, cautions, notes.
words-semicolon = ;{" "}
words-gap = {" "}
answer-drawings = Map and plots
answer-title = { $condition } near { $place }
answer-change = Change the question
answer-found = { $found ->
    [one] we found one hospital
   *[other] we found { $found } hospitals
 }; { $evidence ->
    [one] 1 of them publishes a figure for this illness.
   *[other] { $evidence } of them publish a figure for this illness.
 }
answer-reach = Within { $km } km in a straight line
answer-reach-country = In the whole country
answer-order-distance = Within each group the nearest comes first. That is an order of travel, not of quality.
answer-order-experience = You asked to see the larger counts first. A larger count is not a better result.
answer-order-results = You asked for an order by results. The hospitals stand in bands by one published result; within a band they cannot be told apart, so the nearest comes first.
answer-cautions = Before you read the figures
answer-group-standard = At or above a published minimum for exactly this operation
answer-group-standard-about = A professional or public body has said that a hospital should do this operation at least so often a year. Its name stands beside each institution. It says nothing about one person’s outcome.
answer-group-published = With a published count
answer-group-published-about = How many were treated there is published. A count shows experience; it is not a result.
answer-group-unknown = Without a published count
answer-group-unknown-about = Nothing is published here for this illness, or there were fewer than 10. That is not the same as none, and it is not a bad mark.
answer-more = Show all { $count } institutions
answer-fewer = Show only the first five
answer-many = Only the first { $shown } of { $count } are shown. Choose a shorter distance to see fewer.
answer-none = No institution is within the distance you chose. Please choose a longer one.
answer-map = Where they are
answer-map-about = The numbers are those of the list and are not ranks. The diamond is the place you named. Straight up is north.
answer-plot-volume = How many were treated, as published
answer-plot-outcome = What became of those treated
answer-table = The same figures as a table
answer-table-caption = Choose a column’s name to sort by it. Sorting is your own choice: no order here says which institution is better.
answer-next = What you can do next
answer-begin = Begin a case with this
answer-next-ask = Read what a second opinion is, how to tell your doctor, and which papers you need
answer-next-condition = Read how this illness is treated, as the national figures show it
answer-next-figures = Read where the figures come from and what they do not say
answer-next-json = The same answer for programs (JSON)
answer-printed = From Anshin; figures of the edition of { $date } (this is not the day of printing). Sources: { $sources }.
answer-condition = Illness
answer-edition-age = The newest figures shown here are for { $period }, that is { $ago }.
card-no-figure = No figure is published here for this illness, or there were fewer than 10.
card-admissions-at-least = At least { $count } admissions (stays in hospital, not people) for { $condition }.
card-admissions = { $count } admissions (stays in hospital, not people) for { $condition }.
card-removals-at-least = At least { $count } of them with a removal by operation, whole or part.
card-removals = { $count } of them with a removal by operation, whole or part.
card-removals-masked = How many had a removal by operation is not published (fewer than 10 of each kind).
card-removals-not-separable = Operations are published, but we could not confirm which kind they are, so we do not show them.
card-endoscopic-at-least = At least { $count } of them with a removal through an endoscope (a thin camera tube).
card-endoscopic = { $count } of them with a removal through an endoscope (a thin camera tube).
card-operations-at-least = At least { $count } operations, counted as “{ $measure }”.
card-operations = { $count } { $count ->
    [one] operation
   *[other] operations
 }, counted as “{ $measure }”.
card-trend = Before that: { $steps }.
card-trend-step = { $period }: { $count }
card-trend-part = { $period }: { $count } (in { $months } months)
card-results-none = Results are not in the sources used here; they may be published elsewhere.
card-results-some = Results of treatment are published; see below.
card-distance-unknown = not known
card-figures = Figures for
card-age = { $period }; { $ago }
card-percentile = More { $what } than at least { $percentile } of every 100 of the { $among } hospitals that publish a number for this (a number only, not quality).
card-compared = Compared
card-second-opinion = Second opinions
card-offer = In { $date }: { $what } (Source: { $source }. Ring first.)
card-offer-unknown = Not known. Please ring and ask.
card-own-pages = Own results page
card-own-pages-unknown = Not checked
card-mark-current = Your hospital now
card-mark-same-group = Same group as your hospital: not an independent opinion
card-also = Also known as
card-results = Results of treatment
outcome-adjusted = Between { $low } and { $high } { $of }, most likely { $value } { $of }, after allowing for how ill the patients were (95 % interval).
outcome-adjusted-alone = { $value } { $of }, after allowing for how ill the patients were. The publisher gives no interval.
outcome-shrunken = { $value } { $of }, as the publisher’s model estimates it, already drawn towards the average. The publisher gives no interval here.
outcome-observed = As counted: between { $low } and { $high } of 100 (95 % interval, ours); it happened to { $events } of { $cases }, that is { $value } of 100.
outcome-cases = { $cases } people or stays were counted.
outcome-whole = All institutions together: { $events } of { $cases }, that is { $value } of 100.
outcome-verdict = { $publisher } says: { $verdict }.
outcome-better = better than what the publisher expected
outcome-no-different = not clearly different from what the publisher expected
outcome-worse = worse than what the publisher expected
outcome-period = { $publisher }, { $period }; { $ago }
outcome-period-alone = { $publisher }, { $period }
outcome-scope-broader = This counts more than the illness you asked about.
outcome-scope-narrower = This counts only a part of the illness you asked about.
column-number = No.
column-institution = Institution
column-distance = Distance
column-travel = Travel
column-admissions = Admissions
column-removals = Removals by operation
column-operations = Operations
column-endoscopic = Through an endoscope
column-results = { $count } { $count ->
    [one] figure
   *[other] figures
 }
column-results-heading = Results
note-fewer-months = Reported only { $months } of 12 months.
note-standard = At or above a published minimum for “{ $operation }”: { $minimum } a year ({ $issuer }, { $year }).
plot-title-volume = Counts of { $count } institutions, in the order of the list
plot-desc-floor = Each bar shows the smallest number the publisher’s figures allow; the broken line at its end means that the true number may be larger. The same numbers stand in the table.
plot-desc-count = Each bar shows the published number. The same numbers stand in the table.
plot-title-outcome = Intervals of { $count } institutions, in the order of the list
plot-desc-outcome = Chance alone could put the true value anywhere on the line; 95 of 100 such lines contain it. The point is the best single estimate. Where two lines overlap widely, the figures cannot tell the two apart.
plot-floor = { $count } or more
plot-interval = { $low } to { $high } (point { $value })
map-title = Map of the place you named and { $count } institutions
map-desc = Numbers are those of the list. Distances stand in the list and the table.
map-ruler = { $km } km
card-no-operation-at-least = At least { $count } of them without an operation.
card-no-operation = { $count } of them without an operation.
card-no-operation-masked = How many were treated without an operation is not published (fewer than 10 of each kind).
card-own-pages-published = Published by { $publisher } (shown here). The hospital’s own pages were not checked.
column-no-operation = Without an operation
plot-heading-outcome = { $measure }; { $period }; numbers { $of }; { $kind }
plot-kind-adjusted = the publisher’s interval, after allowing for how ill the patients were
plot-kind-observed = the exact interval of what was counted (ours), without allowing for how ill the patients were
answer-group-one = The hospitals found
answer-group-one-about = For this question the counts may put no institution before another, so all stand in one list. What is published of each stands beside it.
answer-found-besides = { $found ->
    [one] we found one hospital
   *[other] we found { $found } hospitals
 }; besides your hospital and its group, { $evidence ->
    [one] 1 of them publishes a recent figure for this illness.
   *[other] { $evidence } of them publish a recent figure for this illness.
 }
card-endoscopic-masked = How many had a removal through an endoscope (a thin camera tube) is not published (fewer than 10 of each kind).
card-admissions-broader-at-least = At least { $count } admissions for a wider group of illnesses than { $condition } ({ $measure }).
card-admissions-broader = { $count } admissions for a wider group of illnesses than { $condition } ({ $measure }).
card-admissions-narrower-at-least = At least { $count } admissions for a part of this illness only ({ $measure }).
card-admissions-narrower = { $count } admissions for a part of this illness only ({ $measure }).
card-operations-narrower = These are operations for a part of this illness only.
card-class-unconfirmed = How many had the treatment you asked about could not be confirmed, so we do not show it.
card-percentile-admissions = admissions
card-percentile-operations = operations
card-percentile-removals = removals by operation
card-percentile-endoscopic = removals through an endoscope
card-percentile-no-operation = admissions without an operation
card-offer-undated = Once stated, year not recorded: { $what } (Source: { $source }. Ring first.)
card-offer-sourceless = In { $date }: { $what } (Source not recorded; ring first.)
card-offer-bare = Once stated: { $what } (Source not recorded; ring first.)
answer-understood = We looked for { $condition } ({ $other }) from { $place }.
answer-understood-alone = We looked for { $condition } from { $place }.
answer-another-kind = Another kind? Choose
answer-nearest-far = The nearest published figures are about { $km } km away. No figures closer than that are in the sources used here.
outcome-none = It happened to none of { $cases }. With so few, the true rate may be as high as { $high } of 100 (95 % interval, ours).
outcome-none-many = It happened to none of { $cases }. By chance alone, the true rate may still be as high as { $high } of 100 (95 % interval, ours).
outcome-short-adjusted = { $low } to { $high } { $of } (point { $value }; allowing for how ill the patients were)
outcome-short-rate = { $value } { $of } (the publisher’s rate, without an interval)
outcome-short-counted = { $events } of { $cases } (as counted)
earlier-measure = What was counted
earlier-figure = Figure
todo-title = What to do now
todo-ask = Ask your doctor by when at the latest you must decide.
todo-centre-japan = Ring a cancer support centre (がん相談支援センター): there is one in every designated cancer hospital. It is free, also for people who are not treated there.
todo-centre-america = Ring the hospital’s own patient services.
todo-desks = Ring two or three desks and ask: Do you give second opinions for this? What do you need? What does it cost? How long is the wait?
card-broader-unknown = How many of these admissions were for { $condition } is not known.
card-broader-operations-unknown = How many of these operations were for { $condition } is not known.
outcome-short-both = { $events } of { $cases } as counted; the publisher’s rate is { $value } { $of }, without an interval
