# The funnel page: where all hospitals stand in one measure.
funnel-link = See where all hospitals stand (a picture of chance)
funnel-link-condition = See where all hospitals stand
funnel-title = Where all hospitals stand
funnel-lead = Each dot in the picture is one hospital. The lines, which look like a funnel, show what chance alone does: between them lie the differences that chance can explain. Small hospitals are scattered most, because a few people more or less change their numbers a lot. A dot outside the lines is a reason to ask, not a verdict.
funnel-counted = Counted
funnel-among = Among
funnel-when = Period
funnel-old = These figures are old: they end { $ago }. Since then doctors, methods and patients have changed. They say little about these hospitals today.
funnel-few = Here are only { $hospitals } { $hospitals ->
    [one] hospital
   *[other] hospitals
 }, and in all of them together it happened to { $events }. With so few, only very large differences can show. That a dot lies between the lines does not prove that all is well there.
funnel-short = In short
funnel-together-share = For { $period }, { $hospitals } { $hospitals ->
    [one] hospital has
   *[other] hospitals have
 } a published figure. In all of them together it happened to { $events } of { $cases }, that is { $rate } of 100.
funnel-together-ratio = For { $period }, { $hospitals } { $hospitals ->
    [one] hospital has
   *[other] hospitals have
 } a published figure. In all of them together it happened to { $events } of { $cases }; the publisher’s model expected { $expected }.
funnel-outside-inner = { $outside ->
    [0] No hospital lies
    [one] One hospital lies
   *[other] { $outside } hospitals lie
 } outside the inner lines ({ $above } above, { $below } below). { $expected }
funnel-outside-outer = { $outside ->
    [0] No hospital lies
    [one] One hospital lies
   *[other] { $outside } hospitals lie
 } outside the outer lines ({ $above } above, { $below } below). { $expected }
funnel-expected-alone = Chance alone would put { $count } there, even if all hospitals were alike.
funnel-expected-spread = Chance together with the usual spread between hospitals would put { $count } there.
funnel-chance-up-to = up to about { $count }
funnel-chance-under-one = fewer than one
funnel-chosen = { $name }: { $place }. { $figure }
funnel-chosen-missing = { $name } has no published figure for this in this period, so it has no dot in the picture.
funnel-near-none = None of these hospitals is in the country of { $place }, so none near it can be marked.
funnel-figure-share = It happened to { $events } of { $cases }; by chance alone the true number may lie anywhere between { $low } and { $high } of 100 (95 % interval, ours).
funnel-figure-ratio = It happened to { $events } of { $cases }; for patients like these { $expected } were expected. By chance alone the true number may lie anywhere between { $low } and { $high } times what was expected (95 % interval, ours).
funnel-inside = between the lines: chance alone can explain the difference from the average
funnel-above-inner = above the inner line: it happened more often than chance alone usually explains
funnel-below-inner = below the inner line: it happened less often than chance alone usually explains
funnel-above-outer = above the outer line: it happened more often than chance alone can well explain
funnel-below-outer = below the outer line: it happened less often than chance alone can well explain
funnel-cell-inside = between the lines
funnel-cell-above-inner = above the inner line (more)
funnel-cell-below-inner = below the inner line (fewer)
funnel-cell-above-outer = above the outer line (more)
funnel-cell-below-outer = below the outer line (fewer)
funnel-verdicts = The publisher’s own verdict, which allows for how ill the patients were: better than it expected { $better }, not clearly different { $same }, worse { $worse }.
funnel-read = How to read the picture
funnel-read-name = Doctors call it a funnel plot, because its lines look like a funnel lying on its side.
funnel-read-place-share = Further right: more were treated. Higher up: it happened to more of every 100. Since nobody wants it to happen, lower is fewer.
funnel-read-place-ratio = Further right: more expected, because there were more patients or because they were more ill. Higher up: it happened more often than expected. At 1 it happened just as often as expected, at 2 twice as often. Since nobody wants it to happen, lower is fewer.
funnel-read-middle-share = The dotted line across is the average of all these hospitals.
funnel-read-middle-ratio = The dotted line across, at 1, is what the publisher’s model expected.
funnel-read-small = Where few are treated, a single event more or less moves the dot a long way. So small hospitals lie far up or far down by chance alone, and the lines are wide apart on the left and close together on the right.
funnel-read-lines = Between the inner lines (unbroken) chance alone keeps about 95 of every 100 dots; between the outer lines (dashed) about 998 of every 1,000.
funnel-read-ask = A dot outside the lines is a reason to ask, not a verdict. The patients there may have been more ill, or things may have been counted differently. A dot between the lines is no proof that all is well.
funnel-picture = The picture
funnel-picture-title = { $measure }, { $period }: { $hospitals } hospitals
funnel-picture-desc = A funnel plot. { $inside } of { $hospitals } hospitals lie between the inner lines, { $above } above them and { $below } below them. Every dot stands as a row in the table below the picture.
funnel-axis-cases = Number treated →
funnel-axis-expected = Number expected →
funnel-axis-share = ↑ Of every 100 treated, it happened to
funnel-axis-ratio = ↑ Times as often as expected
funnel-key-lines = Unbroken lines: inner (95 %). Dashed lines: outer (99.8 %). Dotted line: the middle.
funnel-key-chosen = The diamond is { $name }.
funnel-key-near = The numbered squares are the hospitals nearest to { $place }, as in the table below. The numbers are an order of distance, not of quality.
funnel-key-beyond = Triangles at the upper edge lie higher than the picture reaches; their numbers are in the table.
funnel-key-sizes = A dot of stronger colour is several hospitals on one spot. Step by step to the right the numbers grow faster and faster, so that small hospitals do not lie on one heap.
funnel-drawn = How the lines were drawn
funnel-drawn-exact = The lines are exact: they count with whole events, also where only a few happened, and not with a rough formula.
funnel-drawn-chance = Hospitals here do not differ clearly more than chance makes them (spread { $phi }; by chance it would be about 1). So the lines show chance alone.
funnel-drawn-widened = Hospitals here differ more than chance alone can explain (spread { $phi }; by chance it would be about 1). Much of that is no one’s fault: patients differ, and so does the counting. So that not every second hospital stands out, the lines were drawn { $stretch } times as far apart as by chance alone.
funnel-drawn-share = The picture does not allow for how ill the patients were. A hospital that takes in the most ill can lie high for that reason alone.
funnel-drawn-ratio = The picture allows for how ill the patients were, as far as the publisher’s model can: each hospital is set beside what was expected for its own patients. For that reason two hospitals with different patients cannot be compared strictly with each other.
funnel-mark = Mark a hospital in the picture
funnel-mark-current = Name of the hospital
funnel-mark-near = Or your town or postal code, to mark the five nearest
funnel-mark-submit = Mark it
funnel-other-periods = Other periods
funnel-period-shown = { $period } (shown)
funnel-table-marked = The hospitals marked, in numbers
funnel-table-all = All { $hospitals } hospitals in numbers, by name
funnel-table-caption-share = Intervals are exact 95 % intervals of chance alone (ours). The order is no order of quality.
funnel-table-caption-ratio = “Times as expected”: 1 is just as often as the publisher’s model expected. Intervals are exact 95 % intervals of chance alone (ours). The order is no order of quality.
funnel-column-cases = Treated
funnel-column-events = It happened to
funnel-column-expected = Expected
funnel-column-share = Of 100
funnel-column-ratio = Times as expected
funnel-column-place = In the picture
funnel-column-verdict = Publisher’s verdict
funnel-cell-away = { $distance } away
funnel-none-title = No picture of chance can be drawn here
funnel-none-shrunken = { $publisher } publishes for each hospital only a number from its own model, for “{ $measure }”. The model has already drawn small hospitals towards the average, and how many people it happened to is not published. So what chance did can no longer be seen in these numbers: a funnel plot would make small hospitals look alike and safe, and we do not draw one.
funnel-none-counts = “{ $measure }” counts how many were treated. It does not say what became of them. A funnel plot shows how often something happened, so none can be drawn from it.
funnel-none-events = For “{ $measure }” no numbers are published from which a funnel plot could be drawn: either how many it happened to is missing, or it happened to nobody.
funnel-none-next = What you can do instead
funnel-none-house = See what is published about { $name }
funnel-none-condition = Read about { $condition }: which figures there are, and what else is published
funnel-none-figures = Read what this publisher’s figures mean and where they come from
funnel-none-publisher = Go to the publisher: { $publisher }
funnel-to-compare = Compare hospitals near you for { $condition }
funnel-back = Back to the picture without a mark
funnel-unknown-remedy = Try a part of its name, or go back to the page with the picture (the link below): a table there names all hospitals that have a dot.
funnel-recovered = The picture allows for how ill the patients were. How many were expected (deaths, or whatever is counted) is worked back, by us, from the publisher’s adjusted rates.
funnel-recovered-none = Where it happened to nobody in this period, that cannot be worked back. At { $other } such { $other ->
    [one] hospital its own other periods stand
   *[other] hospitals their own other periods stand
 } in for how ill the patients were; at { $average } the average of all hospitals does.
funnel-left-out = { $count } { $count ->
    [one] hospital has published numbers that cannot be drawn, for instance because they cannot be right. It has no dot and is
   *[other] hospitals have published numbers that cannot be drawn, for instance because they cannot be right. They have no dot and are
 } not counted on this page.
funnel-read-middle-recovered = The dotted line across, at 1, is the average of all these hospitals, for patients as ill as theirs.
funnel-table-caption-recovered = “Times as expected”: 1 is the average for patients as ill as these. The expected number is worked back from the publisher’s adjusted rates (ours). Intervals are exact 95 % intervals of chance alone (ours). The order is no order of quality.
funnel-pooled-agrees = Our estimate for this hospital on the comparison page (from { $pooled }) is “{ $word }”. That fits with this picture.
funnel-pooled-several = Our estimate for this hospital on the comparison page is “{ $word }”, and both can be true: this picture shows { $here } alone, while there several periods ({ $pooled }) are taken together, so that chance has less to say.
funnel-pooled-one = Our estimate for this hospital on the comparison page (from { $pooled }) is “{ $word }”, and both can be true: the picture asks only what chance can do, while the estimate also counts how much hospitals usually differ.
