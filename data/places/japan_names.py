"""What no register says about Japanese place names: romanisation, whole cities, capitals, odd spellings."""

# The 20 cities made of wards: municipality code, name, reading.
CITIES_OF_WARDS = [
    ("01100", "札幌市", "サッポロシ"), ("04100", "仙台市", "センダイシ"), ("11100", "さいたま市", "サイタマシ"),
    ("12100", "千葉市", "チバシ"), ("14100", "横浜市", "ヨコハマシ"), ("14130", "川崎市", "カワサキシ"),
    ("14150", "相模原市", "サガミハラシ"), ("15100", "新潟市", "ニイガタシ"), ("22100", "静岡市", "シズオカシ"),
    ("22130", "浜松市", "ハママツシ"), ("23100", "名古屋市", "ナゴヤシ"), ("26100", "京都市", "キョウトシ"),
    ("27100", "大阪市", "オオサカシ"), ("27140", "堺市", "サカイシ"), ("28100", "神戸市", "コウベシ"),
    ("33100", "岡山市", "オカヤマシ"), ("34100", "広島市", "ヒロシマシ"), ("40100", "北九州市", "キタキュウシュウシ"),
    ("40130", "福岡市", "フクオカシ"), ("43100", "熊本市", "クマモトシ"),
]

# Where each prefecture's government sits. Tokyo's stands in 新宿区.
CAPITALS = {
    "北海道": "札幌市", "青森県": "青森市", "岩手県": "盛岡市", "宮城県": "仙台市", "秋田県": "秋田市",
    "山形県": "山形市", "福島県": "福島市", "茨城県": "水戸市", "栃木県": "宇都宮市", "群馬県": "前橋市",
    "埼玉県": "さいたま市", "千葉県": "千葉市", "東京都": "新宿区", "神奈川県": "横浜市", "新潟県": "新潟市",
    "富山県": "富山市", "石川県": "金沢市", "福井県": "福井市", "山梨県": "甲府市", "長野県": "長野市",
    "岐阜県": "岐阜市", "静岡県": "静岡市", "愛知県": "名古屋市", "三重県": "津市", "滋賀県": "大津市",
    "京都府": "京都市", "大阪府": "大阪市", "兵庫県": "神戸市", "奈良県": "奈良市", "和歌山県": "和歌山市",
    "鳥取県": "鳥取市", "島根県": "松江市", "岡山県": "岡山市", "広島県": "広島市", "山口県": "山口市",
    "徳島県": "徳島市", "香川県": "高松市", "愛媛県": "松山市", "高知県": "高知市", "福岡県": "福岡市",
    "佐賀県": "佐賀市", "長崎県": "長崎市", "熊本県": "熊本市", "大分県": "大分市", "宮崎県": "宮崎市",
    "鹿児島県": "鹿児島市", "沖縄県": "那覇市",
}

# Japan Post's name: the town's own name and reading.
ISLAND_TOWNS = {
    "三宅島三宅村": ("三宅村", "ミヤケムラ"),
    "八丈島八丈町": ("八丈町", "ハチジョウマチ"),
}

# Where the centroid file spells a name otherwise, or still has the wards Hamamatsu
# had until the end of 2023. 浜名区 took most of the former 北区; a part of that ward
# (三方原) went to 中央区, which one point for each former ward cannot show.
CENTROID_SPELLINGS = {
    "千葉県|袖ケ浦市": ["袖ヶ浦市"],
    "千葉県|鎌ケ谷市": ["鎌ヶ谷市"],
    "茨城県|龍ケ崎市": ["龍ヶ崎市"],
    "青森県|東津軽郡外ヶ浜町": ["東津軽郡外ケ浜町"],
    "福岡県|糟屋郡須惠町": ["糟屋郡須恵町"],
    "静岡県|浜松市中央区": ["浜松市中区", "浜松市東区", "浜松市西区", "浜松市南区"],
    "静岡県|浜松市浜名区": ["浜松市浜北区", "浜松市北区"],
}

# Further names people type, by municipality code.
EXTRA_ALIASES = {"40344": ["須恵町", "須恵"]}

# Readings in which neighbouring vowels belong to two words, or whose town writes
# itself otherwise; a rule over kana alone would shorten these wrongly.
WRITTEN = {
    "タキノウエ": "Takinoue", "トヨウラ": "Toyoura", "コトウラ": "Kotoura", "カツウラ": "Katsuura",
    "ナチカツウラ": "Nachikatsuura", "マツウラ": "Matsuura", "トヨオカ": "Toyooka", "モオカ": "Mooka",
    "ニシノオモテ": "Nishinoomote", "ミノオ": "Minoh", "ソオ": "Soo", "サンヨウオノダ": "Sanyo-Onoda",
    "スオウオオシマ": "Suo-Oshima", "ブンゴオオノ": "Bungo-Ono", "ヒロオ": "Hiroo", "コウミ": "Koumi",
    "セトウチ": "Setouchi", "ヤマノウチ": "Yamanouchi", "ミナミアルプス": "Minami-Alps",
    "ワノウチ": "Wanouchi",
}

SOUNDS = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te",
    "ト": "to", "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "fu",
    "ヘ": "he", "ホ": "ho", "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu",
    "ヨ": "yo", "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ヲ": "o", "ン": "n",
    "ガ": "ga", "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go", "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze",
    "ゾ": "zo", "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de", "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu",
    "ベ": "be", "ボ": "bo", "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po",
}
SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}
LONG = {"o": "ō", "u": "ū"}


def hiragana(kana):
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def katakana(kana):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


def syllables(kana):
    made = []
    for c in kana:
        if c in SMALL:
            stem = made.pop()[:-1]
            made.append((stem if stem in ("sh", "ch", "j") else stem + "y") + SMALL[c])
        elif c == "ッ":
            made.append("*")
        else:
            made.append(SOUNDS[c])
    for at, sound in enumerate(made):
        if sound == "*":
            following = made[at + 1][0]
            made[at] = "t" if following == "c" else following
    return made


def romanise(kana, long_vowel):
    """Hepburn; `long_vowel` says what becomes of o+o, o+u and u+u: "short", "macron" or "literal"."""
    made = []
    for sound in syllables(kana):
        ends = made[-1][-1] if made else ""
        if long_vowel != "literal" and (ends, sound) in (("o", "o"), ("o", "u"), ("u", "u")):
            # A marker keeps a third vowel from being swallowed too.
            made[-1] = made[-1][:-1] + LONG[ends]
        else:
            made.append(sound)
    text = "".join(made)
    if long_vowel == "short":
        text = text.replace("ō", "o").replace("ū", "u")
    return text[0].upper() + text[1:]


def latin(kana):
    return WRITTEN.get(kana) or romanise(kana, "short")


def latin_variants(kana, written):
    """The other Latin spellings people type: macrons, every kana spelled out, m before b, m and p."""
    forms = [romanise(kana, "literal")]
    forms.append(romanise(kana, "macron") if kana not in WRITTEN else romanise(kana, "short"))
    for form in [written] + forms[:1]:
        forms.append(form.replace("nb", "mb").replace("nm", "mm").replace("np", "mp"))
    return [form for form in forms if form != written]
