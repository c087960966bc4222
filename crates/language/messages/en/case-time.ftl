# Is there time? The red path and the calendar. Never a number of days that would be safe.
time-lead = First, whether you need help right now. Then what to ask your doctor. No program can tell you how long you may wait; only a doctor who knows you can.
time-signs = Is any of this happening now?
time-signs-hint = Tick what is there today.
time-signs-none = None of these
time-signs-draft = This list is a draft and has not been reviewed by a clinician (version { $version }). It is not complete: if something frightens you, ring for help.
time-signs-reviewed = This list was reviewed: { $review } (version { $version }).
time-treatment = Where does the treatment stand?
time-treatment-not-started = Nothing has begun, and no day is set
time-treatment-within-days = It is to start within days
time-treatment-in-hospital = I am in hospital now
time-treatment-begun = Treatment has begun
time-treatment-unknown = I do not know
time-latest = What is the latest safe date your doctor named?
time-latest-hint = Ask: “By which date at the latest do I have to decide?” Only a doctor can say it. Leave it empty until you have asked.
time-latest-by = Who named it?
time-latest-by-hint = The doctor’s name
time-red-title = Get help now, before anything else
time-red-call = You ticked something that needs help now. Call { $number } for an ambulance, or ring the hospital that looks after you.
time-red-elsewhere = You ticked something that needs help now. Call the emergency number of the place where you are ({ $numbers }), or ring the hospital that looks after you.
time-number = { $number } in { $country }
time-hospital-title = Ring the hospital that treats you now, before anything else
time-hospital-about = Ring at night and on holidays too. Say: “{ $signs }.” If nobody answers, or you feel much worse, call { $number }.
time-japan = Japan
time-america = the United States
time-sources = Where the list comes from
time-red-tell = When you ring, name what you ticked: “{ $signs }.” Say your name, where you are, which illness you are treated for, and which medicines you take.
time-red-alone = Do not drive yourself. Ask someone to stay with you.
time-red-later = Your second opinion can wait until you have been helped. Nothing is lost, and the other pages stay open to you.
time-red-over = If it is over, or was ticked by mistake, tick “None of these” below and save.
time-begun = You are already being treated. Do not stop or postpone anything without your doctor. A second opinion can be asked for while treatment goes on.
time-ask-today = Treatment is to start within days, or you are in hospital. Ask your doctor today: “May I hear a second opinion, and by when?” Records can be looked at by telephone or online while treatment starts.
time-ask-latest = Ask your doctor for the latest safe date: “By which date at the latest do I have to decide?”
time-named = { $who } named { $day } as the latest safe date. The calendar is counted back from the earlier of this and the day of your decision.
time-named-past = The date that { $who } named, { $day }, has passed. Ring your doctor’s office today and ask what holds now.
time-not-answered = You have not yet answered whether you need help now. Please do that first.

calendar-lead = Counted back from the day of the decision. The waits are assumptions; every hospital is different, so ring first.
calendar-no-date = A calendar needs the day by which you have to decide. Ask your doctor, and write it under “What I was told”, or write the latest safe date under “Is there time?”.
calendar-from = The decision: { $day }
calendar-from-latest = The latest safe date: { $day }, named by { $who }
calendar-past = The day of the decision, { $day }, has passed. Ask your doctor which day holds now.
calendar-step = Step
calendar-by = At the latest
calendar-fixed = Day agreed
calendar-done = Done on
calendar-fixed-for = Day agreed for: { $step }
calendar-done-for = Done on: { $step }
calendar-late = { $days ->
    [one] By our reckoning this day was yesterday. It is not your fault: ring today and ask what is still possible.
   *[other] By our reckoning this day was { $days } days ago. It is not your fault: ring today and ask what is still possible.
  }
calendar-late-fixed = The day agreed is later than the calendar allows. Ask whether there is an earlier one.
calendar-is-done = done
calendar-tight = The time is shorter than we usually reckon with. Do not give up: tell your doctor about the date, and ask the desk for the earliest day, or for a consultation online or by telephone.
calendar-doctor = Tell the doctor and ask for the letter
calendar-letter = The letter is in hand
calendar-slides = Slides and images are in hand
calendar-application = The application has gone to the desk
calendar-visit = The consultation
calendar-report = The report is back with the first doctor
calendar-decision = The decision
calendar-assumed = What the calendar assumes
calendar-assumed-about = These waits are ours to assume and are no promise. Change them by writing the days you have agreed.
calendar-assumed-wait = { $step }: { $days ->
    [one] { $days } day before the next step
   *[other] { $days } days before the next step
  }
calendar-assumed-why = { $wait } ({ $basis }). { $reason }
calendar-dates-hint = Write days like 30 November 2026, 2026-11-30 or R8.11.30. Empty means not agreed or not done yet.
