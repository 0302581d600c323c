//! The language of a text, as ISO 639-1 where it has such a code.

/// The language of the text, `und` where too little of it is there to tell. `declared` is the tag that its page gives: it counts where
/// the text itself is too short for certainty.
pub fn language(text: &str, declared: Option<&str>) -> &'static str {
    let found = whatlang::detect(text);
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
