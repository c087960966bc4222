# The interface for a desk's own system: what is refused, in the words of whoever wrote the system.
api-desk-token-detail = The interface of a desk needs a token of its office. A token of a case is not one, and a token that has ended is not one either.
api-desk-token-remedy = Send the header “Authorization: Bearer …”. A new token comes from whoever runs this service: “anshin office token”.
api-desk-hidden-detail = It is not there, or did not come to this office, or the token was not given this. Which of them is not said.
api-desk-stale = The application has moved on
api-desk-stale-detail = The turn that was answered is not the one where the application stands now. Nothing was changed.
api-desk-stale-remedy = Read the application again, look at what is new, and answer its new turn if an answer is still needed.

# `anshin office token`
offices-token-about = Makes a token for a desk’s own system, and shows it once
offices-token-scopes = What the token is good for, with commas between: read, answer, plan, numbers [read,answer]
offices-token-days = Days until it ends [{ $days }], at most { $most }
offices-token-ends = Ends every token of the office instead
offices-token-ended = Every token of { $id } has ended.
offices-token-done = A token of { $id } for { $scopes }, until { $until }. It is shown only now and kept nowhere as it is; give it to the system as a secret:
offices-token-scopes-bad = “{ $scopes }” cannot be understood.
offices-token-scopes-bad-remedy = Name one or more of read, answer, plan and numbers, with commas between and no spaces: --scopes read,answer
offices-token-days-bad = “{ $days }” is no number of days that a token can live.
offices-token-days-bad-remedy = Name a whole number from 1 to { $most }.
