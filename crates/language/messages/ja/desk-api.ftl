# 窓口のシステムのためのインターフェース：受け付けられないときの、システムを作った方への言葉。
api-desk-token-detail = 窓口のインターフェースには、その窓口のトークンが必要です。記録のトークンや、期限の切れたトークンは使えません。
api-desk-token-remedy = ヘッダー「Authorization: Bearer …」を付けて送ってください。新しいトークンは、このサービスを運営する方が「anshin office token」で発行します。
api-desk-hidden-detail = 存在しないか、この窓口に届いたものではないか、このトークンでは許可されていません。そのどれであるかはお答えしていません。
api-desk-stale = 申し込みの状態が変わっています
api-desk-stale-detail = 回答された turn は、申し込みの今の turn と異なります。何も変更していません。
api-desk-stale-remedy = 申し込みをもう一度読み、新しくなった点を確かめてください。回答がまだ必要であれば、新しい turn に対して送ってください。

# `anshin office token`
offices-token-about = 窓口のシステムのためのトークンを作り、一度だけ表示します
offices-token-scopes = トークンでできること。コンマで区切ります：read, answer, plan, numbers [read,answer]
offices-token-days = 期限までの日数 [{ $days }]、最長 { $most } 日
offices-token-ends = トークンを作る代わりに、この窓口のトークンをすべて終わらせます
offices-token-ended = { $id } のトークンはすべて使えなくなりました。
offices-token-done = { $id } のトークンです（{ $scopes }、{ $until } まで）。表示は今回だけで、そのままの形ではどこにも保存していません。秘密の値としてシステムに設定してください。
offices-token-scopes-bad = 「{ $scopes }」が何か分かりませんでした。
offices-token-scopes-bad-remedy = read、answer、plan、numbers のうち一つ以上を、空白を入れずにコンマで区切って書いてください：--scopes read,answer
offices-token-days-bad = 「{ $days }」は、トークンの日数として使えません。
offices-token-days-bad-remedy = 1 から { $most } までの整数を書いてください。
