# What is believed of results: words, cautions, and the command line's table.
said-standing-fewer = fewer than expected
said-standing-similar = similar to average
said-standing-too-few = too few cases to tell
said-standing-more = more than expected
said-caution-estimates-are-ours = Words such as “fewer than expected” are our own estimate, beside the published figures and never in their place: the years of one institution are taken together, the recent ones counting more, and where there are few cases the estimate is drawn towards the average of all institutions.
said-caution-flags-by-chance = { $measure }: of { $institutions } institutions, { $flagged } { $flagged ->
    [one] is
   *[other] are
 } said to have fewer or more than expected. Chance alone may have marked up to about { $chance } of these wrongly.
said-caution-low-rankability = { $measure }: only about { $percent } % of the difference between institutions is more than chance. So they are not put in any order by it.
said-caution-in-bands = By your choice the institutions stand in bands, the lowest first, by one published result: { $measure }. Within a band they cannot be told apart, so the nearest comes first; where one band ends and the next begins says little. Those of which nothing is known by this result come last.
said-caution-no-order-by-results = You asked for an order by results. The published figures cannot show one for this illness, so the nearest come first.
said-caution-volume-relation-fewer = Where no results are published, the number of patients is only a hint. In the figures of { $period } ({ $measure }), institutions that treated twice as many had about { $value } % fewer of these events (between { $low } and { $high } % fewer). This is an average of many institutions; it is not a result of any one of them.
said-caution-volume-relation-more = Where no results are published, the number of patients is only a hint. In the figures of { $period } ({ $measure }), institutions that treated twice as many had about { $value } % more of these events (between { $low } and { $high } % more). This is an average of many institutions; it is not a result of any one of them.
said-caution-volume-relation-unclear = Where no results are published, the number of patients is only a hint. In the figures of { $period } ({ $measure }), it cannot be told whether institutions that treat more people have fewer of these events: at twice as many patients, anything from { $low } % fewer to { $high } % more fits the figures.
table-believed-rate = our estimate { $low }–{ $high } { $unit } (95 %); { $value }, from { $period }
table-band = band { $band } (band 1: fewest of these events)
problem-not-a-share = { $share } is not a share or a probability. Write a number from 0 to 1, or build the edition again.
problem-shrunken-again = The publisher has already drawn the rates of this measure towards the average, so nothing may be computed from them. Take the row out, or build the edition again.
said-caution-cases-alone = { $measure }: what was to be expected is counted from the number of patients alone. How ill they were is not allowed for.
table-group-bands = In bands; within a band they cannot be told apart
answer-group-bands = In bands by one published result
answer-group-bands-about = Within a band the hospitals cannot be told apart, so the nearest comes first. Where one band ends and the next begins says little.
table-carried-forward = its newest figures are from { $newest }; this estimate carries them forward to { $period }
table-more-below = More to know about these figures stands below the table ({ $count } { $count ->
    [one] point
   *[other] points
 }).
table-more-to-know = More to know about these figures
