//! The language of a text, as ISO 639-1 where it has such a code.

/// The language of the text, `und` where too little of it is there to tell. `declared` is the tag that its page gives: it counts where
/// the text itself is too short for certainty.
pub fn language(text: &str, declared: Option<&str>) -> &'static str {
    // Two thousand characters tell as much as all of them.
    let end = text.char_indices().nth(2000).map_or(text.len(), |(at, _)| at);
    if let Some(code) = by_letters(&text[..end]) {
        return code;
    }
    let found = whatlang::detect(&text[..end]);
    // A short report full of foreign names can look like any language by its letters; its small words cannot.
    if found.as_ref().is_some_and(|info| info.lang() != whatlang::Lang::Eng && !(info.is_reliable() && end > SHORT))
        && by_small_words(&text[..end])
    {
        return "en";
    }
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).and_then(|tag| {
        let tag = tag.to_lowercase();
        whatlang::Lang::all().iter().map(|lang| two_letters(*lang)).find(|code| *code == tag)
    });
    match (found, declared) {
        (Some(info), None) => two_letters(info.lang()),
        (Some(info), Some(tag)) => {
            if info.is_reliable() || info.confidence() > 0.5 {
                two_letters(info.lang())
            } else {
                tag
            }
        }
        (None, tag) => tag.unwrap_or("und"),
    }
}

/// Bytes up to which even a judgement that counts itself reliable is checked.
const SHORT: usize = 1200;

/// Whether the small words of a text are English: at least one word in eight, four different ones among them. No other language written in Latin letters has
/// more than two of these.
fn by_small_words(text: &str) -> bool {
    const SMALL: [&str; 22] = [
        "the", "of", "and", "that", "with", "would", "said", "were", "they", "which", "has", "have", "been", "from", "its", "this",
        "their", "but", "by", "on", "to", "had",
    ];
    let (mut words, mut small, mut seen) = (0usize, 0usize, 0u32);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if let Some(at) = SMALL.iter().position(|s| word.eq_ignore_ascii_case(s)) {
            small += 1;
            seen |= 1 << at;
        }
    }
    small * 8 >= words && seen.count_ones() >= 4 && seen & 0b111 != 0
}

/// Languages that share a script but not all of its letters, by the letters that only one of them has. Counts of a few letters are surer
/// than statistics of all where texts are short or full of foreign names.
fn by_letters(text: &str) -> Option<&'static str> {
    let mut count = Letters::default();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        count.all += 1;
        match c.to_lowercase().next().unwrap_or(c) {
            'ґ' | 'є' | 'ї' => count.ukrainian += 1,
            'і' => count.dotted_i += 1,
            'ў' => count.belarusian += 1,
            'ы' | 'э' | 'ё' => count.russian += 1,
            'ъ' => count.hard_sign += 1,
            'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' => count.serbian += 1,
            'ѓ' | 'ќ' | 'ѕ' => count.macedonian += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => count.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' => count.urdu += 1,
            'ة' | 'ي' | 'ك' | 'ى' => count.arabic += 1,
            _ => {}
        }
        match c {
            'Ѐ'..='ӿ' => count.cyrillic += 1,
            '\u{600}'..='\u{6ff}' => count.arabic_script += 1,
            '\u{590}'..='\u{5ff}' => count.hebrew += 1,
            _ => {}
        }
    }
    let c = count;
    // Yiddish writes vowel signs and digraphs; modern Hebrew in the news does not.
    if c.hebrew * 2 > c.all {
        return (!text.contains(['ײ', 'ױ', 'װ', 'ַ'])).then_some("he");
    }
    if c.arabic_script * 2 > c.all {
        return match () {
            () if c.urdu * 100 > c.arabic_script => Some("ur"),
            () if c.persian > 2 * c.arabic && c.persian * 50 > c.arabic_script => Some("fa"),
            () if c.arabic > c.persian => Some("ar"),
            () => None,
        };
    }
    if c.cyrillic * 2 <= c.all || c.cyrillic < 12 {
        return None;
    }
    match () {
        () if c.macedonian > 0 && c.serbian > 0 && c.macedonian * 200 > c.cyrillic => Some("mk"),
        () if c.serbian * 60 > c.cyrillic => Some("sr"),
        () if c.belarusian * 200 > c.cyrillic && c.dotted_i > c.ukrainian => Some("be"),
        () if c.dotted_i + c.ukrainian > 2 * c.russian && (c.dotted_i + c.ukrainian) * 60 > c.cyrillic => Some("uk"),
        () if c.russian * 100 > c.cyrillic && c.dotted_i == 0 => Some("ru"),
        () if c.hard_sign * 150 > c.cyrillic && c.russian == 0 => Some("bg"),
        () => None,
    }
}

/// Counts of telling letters.
#[derive(Clone, Copy, Default)]
struct Letters {
    all: u32,
    cyrillic: u32,
    arabic_script: u32,
    hebrew: u32,
    ukrainian: u32,
    dotted_i: u32,
    belarusian: u32,
    russian: u32,
    hard_sign: u32,
    serbian: u32,
    macedonian: u32,
    persian: u32,
    urdu: u32,
    arabic: u32,
}

fn two_letters(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang::*;
    match lang {
        Eng => "en",
        Rus => "ru",
        Cmn => "zh",
        Spa => "es",
        Por => "pt",
        Ita => "it",
        Ben => "bn",
        Fra => "fr",
        Deu => "de",
        Ukr => "uk",
        Kat => "ka",
        Ara => "ar",
        Hin => "hi",
        Jpn => "ja",
        Heb => "he",
        Yid => "yi",
        Pol => "pl",
        Amh => "am",
        Jav => "jv",
        Kor => "ko",
        Nob => "nb",
        Dan => "da",
        Swe => "sv",
        Fin => "fi",
        Tur => "tr",
        Nld => "nl",
        Hun => "hu",
        Ces => "cs",
        Ell => "el",
        Bul => "bg",
        Bel => "be",
        Mar => "mr",
        Kan => "kn",
        Ron => "ro",
        Slv => "sl",
        Hrv => "hr",
        Srp => "sr",
        Mkd => "mk",
        Lit => "lt",
        Lav => "lv",
        Est => "et",
        Tam => "ta",
        Vie => "vi",
        Urd => "ur",
        Tha => "th",
        Guj => "gu",
        Uzb => "uz",
        Pan => "pa",
        Aze => "az",
        Ind => "id",
        Tel => "te",
        Pes => "fa",
        Mal => "ml",
        Ori => "or",
        Mya => "my",
        Nep => "ne",
        Sin => "si",
        Khm => "km",
        Tuk => "tk",
        Aka => "ak",
        Zul => "zu",
        Sna => "sn",
        Afr => "af",
        Lat => "la",
        Slk => "sk",
        Cat => "ca",
        Tgl => "tl",
        Hye => "hy",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_news_about_talks() {
        for (code, text) in [
            ("en", "The two delegations will meet again next week, the foreign ministry said on Monday evening."),
            ("uk", "Делегації двох країн зустрінуться знову наступного тижня, повідомило міністерство."),
            ("ru", "Делегации двух стран встретятся снова на следующей неделе, сообщили в министерстве. Это были первые переговоры."),
            ("be", "Дэлегацыі дзвюх краін зноў сустрэнуцца на наступным тыдні, паведаміла міністэрства ў панядзелак."),
            (
                "bg",
                "Делегациите на двете страни ще се срещнат отново през следващата седмица, съобщи външното министерство. Не беше договорен срок за ъгъла.",
            ),
            ("sr", "Делегације две земље поново ће се састати следеће недеље, саопштило је министарство спољних послова."),
            ("he", "המשלחות של שתי המדינות ייפגשו שוב בשבוע הבא, כך מסר משרד החוץ ביום שני בערב."),
            ("fa", "هیئت‌های دو کشور هفته آینده بار دیگر دیدار خواهند کرد، وزارت امور خارجه روز دوشنبه گفت که گفتگوها ادامه دارد."),
            ("ar", "يلتقي وفدا البلدين مرة أخرى في الأسبوع المقبل، كما قالت وزارة الخارجية مساء يوم الاثنين في العاصمة."),
            ("tr", "İki ülkenin heyetleri gelecek hafta yeniden bir araya gelecek, dışişleri bakanlığı pazartesi akşamı açıkladı."),
            ("zh", "外交部周一晚间表示，两国代表团将于下周再次会晤，继续就停火问题进行谈判。"),
            ("de", "Die Delegationen der beiden Länder treffen sich nächste Woche wieder, teilte das Ministerium am Montag mit."),
            ("und", ""),
        ] {
            assert_eq!(language(text, None), code, "{text}");
        }
        // English with the names of an invented negotiation: by its letters Latin, Tagalog or Italian, by its small words English.
        for text in [
            "Avaria offered Belmora an inspection of the plant on 3 March, President Ines Varga said in Castelo. Belmora has not yet answered.",
            "Mordavia rejected the quota of Ilvania. \"We will not accept it,\" Prime Minister Marta Sorel said. Ilvania demanded that Mordavia withdraw by 4 May.",
        ] {
            assert_eq!(language(text, None), "en", "{text}");
        }
        // One English quotation does not make an Italian report English, nor do two small words a Dutch one.
        for (code, text) in [
            (
                "it",
                "Il ministro degli esteri ha detto che le due delegazioni si incontreranno di nuovo la prossima settimana a Roma. \"The talks go on\", ha aggiunto in inglese.",
            ),
            (
                "nl",
                "De onderhandelaars zeiden maandag dat het nog niet duidelijk was of de gesprekken deze week of volgende week worden hervat in Den Haag.",
            ),
            (
                "la",
                "Legati utriusque civitatis de pace inter se collocuti sunt et foedus novum cum sociis fecerunt, ut nuntius ex urbe allatus narrat.",
            ),
        ] {
            assert_eq!(language(text, None), code, "{text}");
        }
        assert_eq!(language("12", Some("fr-FR")), "fr", "the page's word where the text says nothing");
    }
}
