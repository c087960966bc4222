# ファイルとして出すもの、入ってくるもの：予定表、書き出し、ディスク、持ち運びのファイル。予定は画面に出るので、病名を書かない。
ics-calendar = あんしん
ics-doctor = あんしん：書類を頼む
ics-letter = あんしん：書類を受け取る
ics-slides = あんしん：借りるものを受け取る
ics-application = あんしん：申し込む
ics-visit = あんしん：約束の時間
ics-consultation = あんしん：相談
ics-consultation-latest = あんしん：相談に行く日の期限
ics-report = あんしん：報告する
ics-decision = あんしん：決める日
ics-done = { $what }（済み）
ics-latest = 予定表から逆算した、遅くともの日です。
ics-changed = 日時は変わることがあります。出かける前に、ご自分の記録をお確かめください。
ics-private = くわしいことは、ご自分の記録にあります。
ics-application-number = 記録の申し込み { $number }
ics-local = 時刻は、相手先の現地の時刻です。
ics-online = { $name }（オンライン）

export-read-me = はじめにお読みください.txt
export-about = 取り出したときに記録にあった、すべてのものです。

    case.json：記録の全体と、だれがいつ開いたかの一覧です。プログラム用です（形式 { $version }）。
    tables：同じ内容を表にしたものです（CSV、UTF-8）。文の前のアポストロフィ（'）は、表計算のソフトが式と取り違えないための印で、文の一部ではありません。
    files：預けたファイルを、そのまま入れてあります。

    時刻は協定世界時です。人は番号で書いてあります。だれの番号かは people.csv にあります。
    この中には鍵がかかっていません。ご自分だけが開ける場所に置いてください。

disc-empty = ここにはファイルがありません。
disc-none = { $files }個のファイルを確かめましたが、病院で使われる形式（DICOM）の画像はありませんでした。
disc-patient = ディスクにある名前：{ $name }
disc-no-name = ディスクには名前がありません。
disc-illegible = ディスクの名前に、読めない文字がありました。
disc-born = 生年月日：{ $day }
disc-no-born = ディスクには生年月日がありません。
disc-number = 病院での番号：{ $number }
disc-name-same = 名前は、記録の名前と同じです。
disc-name-different = 名前が、記録の名前と違います。人に渡す前に、正しいディスクかどうかをお確かめください。
disc-name-unsure = 名前が記録と同じかどうかは、機械では分かりませんでした。ご自分の目でお確かめください。
disc-name-not-given = 比べる名前がありませんでした。患者さん本人の名前かどうか、ご自分の目でお確かめください。
disc-born-same = 生年月日は同じです。
disc-born-different = 生年月日が違います。人に渡す前に、正しいディスクかどうかをお確かめください。
disc-born-unsure = 生年月日が同じかどうかは、分かりませんでした。
disc-study = { $day }　{ $what }　シリーズ：{ $series }、画像：{ $images }
disc-study-others = 画像のないもの（報告書や印など）：{ $others }
disc-study-unknown-day = 日付なし
disc-study-unknown = 検査の種類の記載なし
disc-many-patients = { $people }人分の画像が入っています。ディスクには一人分だけが入っているはずです。人に渡す前に、病院にお問い合わせください。
disc-too-many-patients = 入っている人数が多すぎて、すべては見分けられませんでした。
disc-listing = ディスクの目次（{ $path }）にあるファイルは{ $names }個で、すべてそろっています。
disc-listing-missing = ディスクの目次（{ $path }）にあるファイルは{ $names }個で、そのうち{ $missing }個が見つかりません。病院に、新しいディスクをお願いしてください。
disc-others = 画像を見るためのプログラムなど、ほかのファイル：{ $others }個
disc-unread = 読めなかったファイル：{ $path }。{ $why }
disc-unread-more = ほかに読めなかったファイル：{ $more }個
disc-too-many = ファイルが多すぎます。{ $most }個まで確かめ、その先は確かめていません。
disc-why-ends = 途中で終わっています。もう一度コピーしてもらってください。
disc-why-cut = 画像の一部または全部が欠けています。もう一度コピーしてもらってください。
disc-why-empty = 画像のはずのファイルが空です（0バイト）。もう一度コピーしてもらってください。
disc-why-not-dicom = 画像のはずのファイルですが、中に画像がありません。もう一度コピーしてもらってください。
disc-why-too-long = 画像の前の部分が長すぎます。
disc-why-strange = DICOMと書いてありますが、書き方が違います。もう一度コピーしてもらってください。
disc-why-says-nothing = DICOMですが、だれの、どの検査のものかが書かれていません。
disc-why-link = ほかの場所へのリンクなので、たどっていません。
disc-why-no-file = ファイルでもフォルダーでもありません。
disc-why-too-deep = フォルダーの中のフォルダーが深すぎます。
disc-why-refused = 読み出せませんでした（{ $words }）。ディスクが汚れていないか、きちんと入っているかをお確かめください。
disc-no-viewer = 画像そのものは見ていません。画像が十分かどうかは、医師が判断します。

carried-not-a-case-file = あんしんの持ち運びのファイルではありません。名前が .anshin で終わるファイルを選んでください。
carried-older = このファイルは初期の版で作られ、その形式（{ $form }）はもう読めません。記録のあるところで、もう一度作ってください。
carried-newer = このファイルは、より新しい版で作られています（形式 { $form }）。ここを管理している人に、先に新しい版にしてもらってください。
carried-cut = ファイルが途中で終わっています（{ $whole }バイトのうち{ $there }バイト）。もとの場所から、もう一度コピーしてください。
carried-damaged = ファイルが途中で傷ついています。もとの場所から、もう一度コピーしてください。
carried-wrong-passphrase = この合言葉では開けません。大文字と小文字の違いや、書き留めたものをお確かめください。
carried-too-long = ファイルが長すぎます。いちばん長くて{ $most }バイトです。ほかのファイルを選んでください。
carried-no-case = ファイルは開けましたが、取り込める記録ではありませんでした（{ $why }）。ファイルを作ったところの管理者にお伝えください。
carried-passphrase-short = 合言葉が短すぎます。このファイルは、サーバーの守りの外に置かれます。{ $least }文字以上にしてください。たとえば、四つの言葉をつなげてください。
carried-upload-missing = 記録のファイル{ $number }を読み出せませんでした。記録から外すか、もう一度預けてください。
carried-too-large = 記録が大きすぎて、一つのファイルに入りません。先に、預けたファイルを外してください。
carried-unsealed = ファイルに封をできませんでした。もう一度お試しください。
carried-consents-ended = 医師、窓口、相談員に見せるという同意は終わりました。ここで、あらためて同意できます。
carried-letter-unsigned = 紹介状は下書きに戻りました。署名は、署名された場所でだけ有効です。
carried-opinions-told = 医師が書いたことは、ここでは「聞いたこと」として載ります。
carried-desks-on-paper = 前の場所でこのプログラムを使っていた窓口も、ここでは紙か電話での返事になります。

packed-not-packed = ここで開ける形の圧縮ファイルではありません。ファイルをそのままお持ちください。
packed-damaged = 圧縮ファイルが傷ついています。もとの場所から、もう一度コピーしてください。
packed-too-many = 中のファイルが{ $most }個より多くあります。分けてお持ちください。
packed-too-large = 開くと{ $most }バイトより大きくなります。分けてお持ちください。
packed-climbs-out = 中の名前「{ $name }」が、フォルダーの外を指しています。病院のプログラムはこのようなことをしません。開かないでください。
packed-link = 中の「{ $name }」は、ほかの場所へのリンクです。病院のプログラムはこのようなことをしません。開かないでください。
packed-again = 中の「{ $name }」が、さらに圧縮されています。先に開いて、ファイルをお持ちください。
packed-locked = パスワードがかかっています。先に外して、ファイルをお持ちください。
