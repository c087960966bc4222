# What is believed of results, on pages: the word, the number as dots, the interval, and what it was worked out from.
believed-ours = Our estimate:
believed-fewer-deaths = fewer deaths than expected
believed-more-deaths = more deaths than expected
believed-interval = Between { $low } and { $high } of { $whole }, most likely about { $value } (95 % interval).
believed-interval-rare = Between { $low } and { $high } of { $whole }, most likely fewer than 1 (95 % interval).
believed-hardly = Fewer than 1 of { $whole }, even at the upper end of what fits the figures (95 % interval).
believed-count = { $count }
believed-under-one = fewer than 1
believed-hundred = (In the way the figures beside it are written: { $low } to { $high } of 100, most likely { $value }.)
believed-average = All hospitals together, { $period }: about { $count } of { $whole }.
believed-average-rare = All hospitals together, { $period }: fewer than 1 of { $whole }.
believed-icons = { $whole } dots, each for one person treated or one stay. Large dots, the most likely number: { $value }. Smaller coloured dots, how many more still fit the figures: up to { $high } in all.
believed-icons-key = One dot is one of { $whole }. Large: most likely. Smaller: up to { $high } fit as well.
believed-worked-out = Worked out from { $period } taken together: it happened to { $events } of { $cases }.
believed-worked-out-one = Worked out from { $period }: it happened to { $events } of { $cases }.
believed-own-most = Most of the estimate ({ $percent } %) is this hospital’s own figures; the rest is the average of all hospitals.
believed-own-half = More than half of the estimate ({ $percent } %) is this hospital’s own figures; the rest is the average of all hospitals.
believed-own-less = Less than half of the estimate ({ $percent } %) is this hospital’s own figures; the greater part is the average of all hospitals.
believed-own-little = Only a little of the estimate ({ $percent } %) is this hospital’s own figures; nearly all of it is the average of all hospitals. It says little about this one.
believed-lag = The hospital’s own newest figures in it are those of { $newest }, but the estimate is for { $period }.
believed-old = This is an old estimate: it is for { $period }, { $ago }. It says little about the hospital today.
believed-published = As published:
believed-more = More about this estimate
believed-means-fewer = “Fewer than expected” means: with a probability of at least 97.5 % there really are fewer.
believed-means-more = “More than expected” means: with a probability of at least 97.5 % there really are more. It is a reason to ask, not a verdict.
believed-means-similar = “Similar to average” means: neither a third fewer than expected nor half as many again fits the figures. It is no proof of being average; read the interval.
believed-means-too-few = “Too few cases to tell” means: much fewer and much more than expected both fit the figures. It is not a bad mark.
believed-leaning = Worked out another way, leaning on hospitals that treat about as many: between { $low } and { $high } of { $whole }, most likely { $value } ({ $word }).
believed-leaning-says = This other way marks small hospitals down (or up) for their size alone, whatever their own results. So it only stands beside, and nothing is put in order by it.
believed-chance = Of { $institutions } hospitals, { $flagged } { $flagged ->
    [one] has
   *[other] have
 } the words “fewer than expected” or “more than expected” here. Chance alone may have given them wrongly to up to about { $chance } of these.
believed-no-order = Only about { $percent } % of the difference between hospitals is more than chance, so no order can be shown.
believed-cases-alone = How ill the patients were is not allowed for.
pairs-title = Can these hospitals be told apart?
pairs-sure = very likely
pairs-rather = probably
pairs-deaths = Of those listed, { $lower } { $how } has fewer deaths than { $higher } by more than a tenth (probability { $percent } %).
pairs-other = Of those listed, at { $lower } it { $how } happens less often than at { $higher }, by more than a tenth (probability { $percent } %).
pairs-by = By one published result: { $measure } ({ $period }). For any other two of those listed, no such difference is sure enough to be told.
pairs-none = No two of those listed differ surely enough in their published results to say that one has clearly fewer than the other.
pairs-no-order = No order can be shown: by “{ $measure }” most of the difference between hospitals is chance (only about { $percent } % is more).
ask-first = Many people with cancer do not want to see numbers about deaths. So the results are closed here until you open them, and only what is open is printed. You need not look at them to ask for a second opinion.
ask-first-open = Show results
ask-first-open-deaths = Show results (deaths)
ask-first-cancer = Results that are about cancer too
