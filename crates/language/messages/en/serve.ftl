# `anshin serve`: how it is reached.
serve-address = The address people type, such as https://anshin.example; printed pages and QR codes carry it [default: where it listens]
serve-allow-http = Serve without TLS beyond this machine (only in a network you trust)
serve-address-bad = “{ $asked }” is not an address that people could type.
serve-address-bad-remedy = Give it with https:// and a name, for example --address https://anshin.example
serve-open-http = { $address } can be reached from other machines, and without TLS others could read what patients write.
serve-open-http-remedy = Put a server with TLS in front and name it with --address https://…, or listen on 127.0.0.1 only. In a network you trust, --allow-http starts it as it is.
serve-in-memory = Cases are kept in memory only: they are gone when this program ends.
serve-days-ahead = For trying out: the program’s clock runs this many days ahead, to see what pages say weeks from now
serve-days-ahead-remedy = Give a whole number of days, at most { $most }.
serve-days-ahead-open = { $address } can be reached from other machines, and people there would be shown wrong dates.
serve-days-ahead-alone = Leave out --days-ahead, or listen on 127.0.0.1 only.
serve-runs-ahead = The clock of this program runs { $days } days ahead: for trying out, not for real cases.
