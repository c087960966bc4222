# The frame of every page, and the words for numbers and time.
frame-skip = Go to the content
frame-nav = Pages
frame-nav-compare = Compare
frame-nav-conditions = Illnesses
frame-nav-institutions = Institutions
frame-nav-second-opinion = Second opinion
frame-nav-figures = About the figures
frame-nav-about = About Anshin
frame-language-later = { $language }: on the next page, so that nothing you typed is lost
frame-foot-advice = Anshin shows figures that public bodies have published. It does not diagnose, and it does not recommend a treatment or a hospital. What to do is for you and your doctors to decide.
frame-foot-paid = No institution pays to be listed, and none is placed first for money.
frame-foot-edition = Figures: edition { $version }
words-year = { $year }
words-years = { $first } to { $last }
words-months = { $first } to { $last }
words-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }
words-ago = about { $years } { $years ->
    [one] year
   *[other] years
 } and { $months } { $months ->
    [one] month
   *[other] months
 } ago
words-ago-years = about { $years } { $years ->
    [one] year
   *[other] years
 } ago
words-ago-months = about { $months } { $months ->
    [one] month
   *[other] months
 } ago
words-distance-near = under 1 km
words-distance = { $km } km
words-minutes = about { $minutes } minutes
words-hours = about { $hours } { $hours ->
    [one] hour
   *[other] hours
 }
words-hours-minutes = about { $hours } { $hours ->
    [one] hour
   *[other] hours
 } { $minutes } minutes
words-of-hundred = of 100
words-of-thousand = of 1,000
words-none-published = –
words-at-least = at least { $count }
words-count = { $count }
words-kind-volume = how many were treated (not a result)
words-kind-outcome = what became of those treated
words-kind-survival = how long people lived
words-with-note = { $period } ({ $note })
