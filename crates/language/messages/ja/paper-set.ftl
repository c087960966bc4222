# 印刷そのものが紙に書く言葉：ページ番号と、印刷できなかった文字の説明。
paper-set-page = { $page } ／ { $pages } ページ
paper-set-whole = 全体の { $page } ページ目
paper-set-missing = 〓は、印刷できなかった文字です。お手数ですが、手書きで補ってください。印刷できなかった文字（出てきた順）：{ $characters }
paper-set-missing-more = { $characters }、ほか{ $more }字
paper-set-qr = アドレス { $address } のQRコード
paper-set-untitled = 題名のない書類
paper-set-no-day = 書類に書ける日付は、西暦1年から9999年までです。この機械の今日の日付をお確かめください。
paper-set-too-much = ひとつのファイルに収まる量を超えています（{ $letters }字、{ $most }字まで）。書類を1枚ずつ印刷するか、長い文章を短くしてください。
paper-set-failed = 書類を作れませんでした。内容は何も変わっていません。もう一度お試しください。くり返し起きるときは、このサービスを運営している方に次の言葉をお伝えください：{ $why }
paper-set-sheet = 全{ $sheets }枚のうち { $sheet }枚目
