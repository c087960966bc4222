# `anshin serve`：どこから開けるか。
serve-address = 利用者が打ち込むアドレス（例：https://anshin.example）。印刷物とQRコードに載ります［省略時：待ち受けるアドレス］
serve-allow-http = この機械の外にもTLSなしで公開する（信頼できるネットワークの中だけで）
serve-address-bad = 「{ $asked }」は、利用者が打ち込めるアドレスではありません。
serve-address-bad-remedy = https:// と名前で書いてください。例：--address https://anshin.example
serve-open-http = { $address }はほかの機械からも開けるため、TLSがないと、患者さんの書いたことを他人に読まれるおそれがあります。
serve-open-http-remedy = 前にTLSのサーバーを置いて --address https://… で知らせるか、127.0.0.1だけで待ち受けてください。信頼できるネットワークの中なら、--allow-http を付けるとこのまま始められます。
serve-in-memory = 記録はメモリーの中にだけ置かれ、終了すると消えます。
serve-days-ahead = 試すとき用：プログラムの時計をこの日数だけ先に進めます（何週間かあとの画面を見るため）
serve-days-ahead-remedy = { $most }日以内の日数を、整数で書いてください。
serve-days-ahead-open = { $address }はほかの機械からも開けるため、まちがった日付を人に見せてしまいます。
serve-days-ahead-alone = --days-ahead を外すか、127.0.0.1だけで待ち受けてください。
serve-runs-ahead = このプログラムの時計は{ $days }日先に進んでいます。試すためのもので、本当の記録には使えません。
