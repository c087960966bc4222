# What the printing itself says on a paper: page numbers, and which characters could not be printed.
paper-set-page = Page { $page } of { $pages }
paper-set-whole = Page { $page } of the whole file
paper-set-missing = 〓 stands for a character that could not be printed. Please write it in by hand. Missing, in order: { $characters }
paper-set-missing-more = { $characters }, and { $more } more
paper-set-qr = QR code with the address { $address }
paper-set-untitled = Paper without a title
paper-set-no-day = A paper can only carry a day between the years 1 and 9999. Please check today’s date on this machine.
paper-set-too-much = This is more than fits into one file: { $letters } letters, at most { $most }. Please print the papers one by one, or shorten the longest texts.
paper-set-failed = The paper could not be made. Nothing of your case is changed. Please try again; if it fails again, tell whoever runs this service: { $why }
paper-set-sheet = Sheet { $sheet } of { $sheets }
