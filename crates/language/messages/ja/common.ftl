# どのページにも、どのコマンドにも出てくる言葉。
anshin-name = 安心（あんしん）
anshin-motto = 納得して決めるために
not-known = わかりません
not-published = 公表なし
