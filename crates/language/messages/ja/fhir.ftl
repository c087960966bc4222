# 病院のシステムどうしがやり取りする形式（FHIR）の紹介状と書類。

# この形式で紹介状を発行できない理由。
fhir-unsigned = 紹介状に署名がありません。この形式の紹介状はつねに確定版です。先に医師の署名をもらうか、下書きとして印刷してください。
fhir-incomplete = 紹介状はまだ発行できません。足りないもの、または書き方が正しくないもの：{ $missing }。記入してから、もう一度発行してください。
fhir-and-next = 、
fhir-missing-purpose = 紹介目的（医師が確認したもの）
fhir-missing-diagnosis = 傷病名（医師が確認したもの）
fhir-missing-course = 現病歴（医師が確認したもの）
fhir-missing-author = 署名した医師の氏名
fhir-missing-patient-name = 患者さんの姓と名
fhir-missing-patient-gender = 患者さんの性別（保険証の記載）
fhir-missing-patient-birth = 患者さんの生年月日
fhir-missing-patient-address = 患者さんの住所
fhir-missing-member-number = 被保険者の番号（保険者番号8桁:記号:番号:枝番）
fhir-missing-from-name = 紹介元の医療機関名
fhir-missing-from-number = 紹介元の医療機関番号（10桁）
fhir-missing-to-name = 紹介先の医療機関名
fhir-missing-to-number = 紹介先の医療機関番号（10桁）
fhir-missing-letter-number = 紹介状の番号（英数字とハイフンで32文字まで）
fhir-missing-version = 紹介状の版
fhir-only-patient = 患者さんの記載です（医師は未確認）：

# 受け取った紹介状を読めない理由。
fhir-too-large = 紹介状としてはファイルが大きすぎます。大きな添付のないものを病院に頼み、画像はCDで受け取ってください。
fhir-too-much = ファイルの構造が紹介状としては深すぎるか、項目が多すぎるため、読み込みませんでした。病院にもう一度頼んでください。
fhir-not-json = ファイルが壊れているか、FHIRのファイルではありません。{ $line }行目から先を読めません。病院にもう一度頼んでください。
fhir-twice = 同じ項目が一か所に二度書かれていて、どちらが正しいかわかりません。病院にもう一度頼んでください。
fhir-not-a-document = FHIRの文書ではありません。病院に「電子紹介状（eReferral）」の文書として頼んでください。
fhir-not-a-letter = この文書は紹介状（診療情報提供書）ではありません。病院に紹介状を頼んでください。

# 文書のある箇所について検査が伝えること。
fhir-finding = { $place }：{ $fault }
fhir-fault-missing = 必要ですが、ありません。
fhir-fault-fixed = 「{ $fixed }」でなければなりません。
fhir-fault-too-many = 決められた数より多くあります。
fhir-fault-form = 決められた書き方になっていません。
fhir-fault-unresolved = 参照先が文書の中にありません。
fhir-fault-other-kind = 参照先の種類が違います。
fhir-fault-unreachable = 文書のどこからも参照されていません。
fhir-fault-not-allowed = ここにあってはなりません。
fhir-fault-one-of-two = 200と300のセクションは、どちらか一方だけが必要です。

# 書類の中の言葉。
fhir-made-up = お試し用の架空の内容です。実在する人物ではありません。
fhir-request = セカンドオピニオン
fhir-first-opinion = 最初の意見（患者さんが聞いたとおり）
fhir-second-opinion = セカンドオピニオン
fhir-second-told = セカンドオピニオン（患者さんが聞いたとおり）
fhir-point-diagnosis = 診断
fhir-point-stage = 病期
fhir-point-treatment = 勧められた治療
fhir-point-aim = 治療の目的
fhir-point-benefits = 良い点
fhir-point-harms = 起こりうる不利益
fhir-point-nothing = 何もしない場合
fhir-point-remarks = 備考
fhir-not-said = 伝えられていません。
fhir-not-clear = はっきりしなかった、と患者さんは話しています。
fhir-cannot-be-said = 医師の手元の資料からはわからない、とのことです。
fhir-stands-agrees = 医師の意見は、最初の意見と同じです。
fhir-stands-refines = 医師の意見は最初の意見と同じで、加えることがあります。
fhir-stands-differs = 医師の意見は、最初の意見と異なります。
fhir-reason-no-specialist = こちらには、この病気の専門医がいません。
fhir-reason-no-capacity = 期日までに空いている日がありません。
fhir-reason-missing-material = 資料が足りないか、不十分です。
fhir-reason-doctor-not-agreed = 主治医の了承がありません。
fhir-reason-wants-transfer = こちらでの治療を希望されています。一般外来にお申し込みください。
fhir-reason-past-treatment = 治療が終わっているか、過去の治療の評価になります。
fhir-reason-not-medical = 苦情、訴訟、費用についてのご相談です。
fhir-reason-relation-not-admitted = 来院できる方の決まりに合いません。
fhir-reason-too-urgent = 予約を待てないほど急を要します。すぐに診察を受ける必要があります。
fhir-reason-other = そのほかの理由です。
fhir-desk = セカンドオピニオン窓口
fhir-share = 次の部分をこの方が見ることに、患者さんは同意しています。
fhir-share-change = 次の部分をこの方が見て書き込むことに、患者さんは同意しています。

# 読み取り専用の接続口がプログラムに返す言葉。
fhir-kind-not-offered = 「{ $kind }」という種類の情報は、ここでは提供していません。提供しているものは /fhir/metadata の CapabilityStatement にあります。
fhir-parameter-not-offered = この種類では、検索条件「{ $name }」は使えません。使えるものは /fhir/metadata の CapabilityStatement にあります。
