# 窓口・相談員・運用者のアカウント。
staff-about = 窓口や相談員のアカウントを作ります
staff-add-about = アカウントを作ります。ワンタイムの秘密は一度だけ表示されます
staff-missing = アカウントについて何をするのかが書かれていません。
staff-name = サインインに使う名前
staff-name-missing = 名前が書かれていません。
staff-role = どのような人か: desk（窓口）、counsellor（相談員）、operator（運用者）
staff-role-bad = 「{ $asked }」は desk、counsellor、operator のどれでもありません。
staff-role-bad-remedy = たとえば次のように書いてください: anshin staff add nakamura --role counsellor
staff-taken = この名前のアカウントはすでにあるか、使えない名前です。
staff-taken-remedy = 別の名前にしてください。
staff-short = 合言葉が短すぎるか長すぎます。{ $least } 文字以上にしてください。
staff-short-remedy = 本人だけが知っている文にしてください。
staff-done = アカウント「{ $name }」を作りました。患者さんに招かれるまで、どの記録も見られません。
staff-one-time = ワンタイムの秘密（いまだけ表示されます）: { $secret }
staff-one-time-address = 認証アプリ用: { $address }
