# What must be known before a comparison is read, and what is said of one institution.
said-caution-treatment-not-advice = These figures are about treatment there. They do not say how good the advice of its doctors is.
said-caution-volume-is-not-outcome = How many were treated does not say how they fared.
said-caution-counts-are-floors = The counts are stays in hospital, not people: one person can be admitted several times. They are “at least”: counts under ten are not published, so the true number may be higher.
said-caution-pandemic-year = The counts are from April 2021 to March 2022, a year of the pandemic: many hospitals treated fewer people than usual.
said-caution-scope = The figures do not count exactly this illness. { $note } (Figures: { $measure })
said-caution-not-separable = How many had a part or an organ removed cannot be told from these figures, so it is left blank, and nothing is put in order by it. That does not mean none. { $reason }
said-caution-endoscopic-not-separable = How many were treated through an endoscope cannot be told from these figures, so there is no number for it, and nothing is put in order by it. That does not mean none. { $reason }
said-caution-no-operation-not-separable = How many were treated without an operation cannot be told from these figures, so there is no number for it, and nothing is put in order by it. That does not mean none. { $reason }
said-reason-operations-only = These figures count operations only, each kind as one number.
said-reason-none-published = These figures have no number of its own for it, or every hospital’s number is under ten.
said-caution-no-counts-anywhere = How many each hospital treated is not known: no hospital publishes ten or more, or the files at hand do not hold this illness. (Figures: { $measure })
said-caution-period-note = About the figures of { $periods }: { $note }
said-caution-class-remark = About the numbers of operations: { $remark }
said-caution-no-results = What became of the patients with this illness is not in the sources used here; it may be published elsewhere.
said-caution-already-shrunken = The federal rates have been drawn towards the average by the publisher, and come without an interval. We show them as published; small differences mean little.
said-caution-young = The patient is under 20. These figures are mostly about adults, so nothing is put in order by numbers. Please ask your doctor, or the nearest children’s hospital, which institutions treat children and young people with this illness, and ask each: how many of this age did you treat in the last five years, and who would look after us?
said-caution-rare = This illness is rare, and the published figures do not see it by itself, so nothing is put in order by numbers. Please ask each institution: how many people with exactly this did you treat in the last five years, and which pathologist looks at the tissue? A cancer information and support centre can help you find who treats it.
said-caution-widened = Within 50 km there are fewer than three institutions with recent published figures for this illness, so we looked as far as { $km } km. Results older than seven years, your present hospital and its group are not counted here.
said-caution-widened-country = Within 200 km there are fewer than three institutions with recent published figures for this illness, so we looked in the whole country: the farthest is within { $km } km. Results older than seven years, your present hospital and its group are not counted here.
said-caution-widened-country-unknown = Within 200 km there are fewer than three institutions with recent published figures for this illness, so we looked in the whole country. Results older than seven years, your present hospital and its group are not counted here.
said-caution-few = { $count ->
    [0] No institution with recent published figures for this illness was found as far as we looked.
    [one] Only one institution with recent published figures for this illness was found as far as we looked.
   *[other] Only { $count } institutions with recent published figures for this illness were found as far as we looked.
 } That is few to choose from. Looking further away, or asking for an opinion online, may help.
said-caution-another-door = You would like to be treated there. That is a referral, not a second opinion: the desks for second opinions do not arrange treatment. Please ask your doctor to refer you.
said-caution-travel = Distances are straight lines. Travel times are our own rough estimate by road; mountains, sea, snow and traffic are not considered.
said-caution-indirect = An adjusted rate sets an institution against what would be expected for its own patients. Strictly, two institutions cannot be compared by it.
said-note-is-current = This is the hospital where you are treated now.
said-note-same-group = It belongs to the same group as your present hospital, so its opinion is not an independent one.
said-note-under-ten = There is no number for this illness here: under ten in the year, or not published. That is not the same as none.
said-note-not-listed = No operation of this kind is listed for it in the figures of this edition.
said-note-no-counts = How many were treated for this illness is not published by hospital in the figures of this edition.
said-note-operations-masked = The number for this treatment is under ten and not published here. That is not the same as none.
said-note-results-not-published = Results are not in the sources used here; they may be published elsewhere.
said-note-impossible = A published figure cannot be true (more deaths than patients) and is left out.
said-note-doubtful = A published figure contradicts the publisher’s own adjusted rate and is left out.
said-note-suppressed = The publisher withholds a figure here, mostly because the numbers are small.
said-note-fewer-months = It reported only { $months } { $months ->
    [one] month
   *[other] months
 }, not twelve.
said-note-place-approximate = Where it stands is known only to the town, so the distance may be some kilometres off.
said-note-across-sea = You need a boat or a plane to get there; no travel time is given.
said-note-place-unknown = Where it stands is not known to us.
said-note-meets-standard = It reaches a minimum that was set for this operation: { $minimum } a year ({ $issuer }: { $operation }).
said-note-order-uncertain = Hidden counts could change its place in this order, so it stands with its like, the nearest first.
