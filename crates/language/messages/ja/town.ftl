# `anshin town check` と `--towns`。
town-command-about = 町ファイル（医療のために遠くへ行く人を市町村などがどう助けるかを書いたファイル）を確かめる
town-check-about = 町ファイルを読み、まちがいをすべて示す
town-missing-command = 「anshin town」のあとに、何をするかが必要です。
town-check-missing-file = どのファイルを確かめるのかが書かれていません。
town-check-sound = { $file }：問題ありません。{ $name }、窓口{ $offices }件、助成{ $aid }件
town-check-made-up = { $file }：参考：試すために作ったファイルと書かれています。ページにもそう出ます。
town-check-old = { $file }：注意：2年より前の出どころ、または時期のわからない出どころが{ $count }件あります。ページでは「先に電話でお確かめください」と出ます：{ $titles }
town-check-ahead = { $file }：注意：確認した日が未来になっています：{ $titles }
town-check-unknown-place = { $file }：注意：「{ $place }」という場所は、この版にありません。だれもこのファイルにたどりつけません。
town-check-unreachable = { $file }：注意：電話番号もページもメールアドレスもある窓口がありません。たずねる方法がわかりません。
town-check-problem = { $file }、{ $line }行目、{ $field }：{ $fault }
town-check-unreadable = { $file }：読めません（{ $reason }）
town-check-twice = { $first }と{ $second }：どちらも「{ $place }」のファイルです。1つだけ残してください。
town-check-too-many = フォルダーにファイルが{ $most }件より多くあります。正しいフォルダーか見てください。
town-check-failed = 問題が{ $count }件見つかりました。
town-check-remedy = 上に示した行を直して、もう一度確かめてください。各項目の説明は docs/town-file.md にあります。
town-serve-towns = 自分の町ファイル（*.toml）を置いたフォルダー。プログラムの中のファイルより先に使われます
town-serve-bad = { $folder } の町ファイルを使えません。
town-serve-bad-remedy = 上に示した行を直してください。「anshin town check」なら、起動せずに確かめられます。各項目の説明は docs/town-file.md にあります。
town-fault-not-toml = TOMLとして読めません（{ $reason }）。引用符、かっこ、等号の抜けがないか見てください。
town-fault-too-big = ファイルが{ $bytes }バイトより大きいです。町ファイルは短いものです。ファイルが正しいか見てください。
town-fault-other-format = このプログラムが読めるのは format = "anshin-town"、version = 1 のものです。
town-fault-not-a-table = ここには { "{" } ja = "…", en = "…" { "}" } のような項目の集まりが必要です。
town-fault-not-a-list = ここには一覧が必要です。[ … ] と書いてください。
town-fault-not-text = ここには引用符で囲んだ文字が必要です。
town-fault-not-a-whole = ここには{ $least }から{ $most }までの整数が必要です。引用符やコンマは入れないでください。
town-fault-not-true-or-false = 引用符をつけずに true か false と書くか、この項目を消してください。
town-fault-missing = これがありません。書き足してください。
town-fault-unknown-field = この書式にない項目です。つづりを確かめるか、消してください。
town-fault-untrimmed = 文字が空か、前後に空白があるか、改行があります。1行で書いてください。
town-fault-too-long = { $letters }文字より長いです。短くしてください。
town-fault-list-length = 一覧は1件から{ $most }件までです。書くことがなければ、この項目を消してください。
town-fault-not-one-of = 次のどれかを書いてください：{ $words }
town-fault-not-a-date = "2026-11-23"、"2026-11"、"2026" のように日・月・年を書いてください。as_of には "unknown" とも書けます。
town-fault-not-a-time = "08:30" のように時刻を書いてください。
town-fault-reversed = 終わりが始まりより前になっています。
town-fault-not-an-address = https:// か http:// ではじまるアドレスを書いてください。
town-fault-not-mail = メールアドレスを書いてください。
town-fault-not-a-number = 電話番号を書いてください。数字、ハイフン、かっこ、空白と、先頭の + が使えます。
town-fault-not-an-id = 英小文字、数字、ハイフンの短い言葉を書いてください。
town-fault-not-a-place = "jp-15224"（市町村コードの最後の1けたを除いたもの）や "us-ca-sacramento" のような場所の番号を書いてください。
town-fault-not-a-share = "2/3" のように、全体をこえない割合を書いてください。
town-fault-no-such-source = このファイルに [sources.{ $name }] がありません。書き足すか、名前を直してください。
town-fault-no-such-office = このファイルに id = "{ $id }" の [[office]] がありません。書き足すか、id を直してください。
town-fault-twice = 同じものが二度あります。1つを消してください。
town-fault-no-language = ja か en、または両方で書いてください。
