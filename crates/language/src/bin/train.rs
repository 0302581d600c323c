//! Trains the models of a language (see crates/language/models/README.md).

use language::Models;
use language::train::{Data, Options, blend, material, reranked, train};
use language::treebank::read_conllu;
use std::process::ExitCode;

const USAGE: &str = "usage: train --out FILE | --material FILE [--from FILE [--blend FILE --share X | --only reranker]] [--held TREEBANK]… [--silver TREEBANK]… [--weights-only TREEBANK]… [--doubts TREEBANK]… [--columns NAMES]… [--list WORDS]… [--peoples WORDS] [--given WORDS] [--places WORDS] [--organisations WORDS] [--epochs N] [--rate X] \
                     [--width N] [--layers N] [--arc N] [--least N] [--dropout X] [--word-dropout X] [--batch N] [--seed N] TREEBANK…";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let (mut data, mut options, mut out, mut material_to) = (Data::default(), Options::default(), None, None);
    let (mut other, mut part, mut only_reranker) = (None, 0.5, false);
    let read = |file: &str| std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"));
    let models = |file: &str| {
        let bytes = std::fs::read(file).map_err(|e| format!("{file}: {e}"))?;
        Models::from_bytes(&bytes).ok_or(format!("{file}: no models of this version"))
    };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        if !argument.starts_with("--") {
            data.documents.extend(read_conllu(&read(&argument)?));
            continue;
        }
        let value = rest.next().ok_or(format!("{argument} wants a value"))?;
        let number = || value.parse::<usize>().map_err(|_| format!("{argument} wants a number"));
        let share = || value.parse::<f32>().map_err(|_| format!("{argument} wants a number"));
        let schedule = &mut options.schedule;
        match argument.as_str() {
            "--out" => out = Some(value),
            "--from" => data.start = Some(models(&value)?),
            "--blend" => other = Some(models(&value)?),
            "--share" => part = share()?,
            "--only" if value == "reranker" => only_reranker = true,
            "--silver" => data.silver.extend(read_conllu(&read(&value)?)),
            "--weights-only" => data.weights_only.extend(read_conllu(&read(&value)?)),
            "--doubts" => data.doubts.extend(read_conllu(&read(&value)?)),
            "--material" => material_to = Some(value),
            "--held" => data.held.extend(read_conllu(&read(&value)?)),
            "--columns" => data.columns.push(read(&value)?),
            "--list" => data.lists.push(read(&value)?),
            "--peoples" | "--given" | "--places" | "--organisations" => {
                let number = Some(data.lists.len());
                match argument.as_str() {
                    "--peoples" => options.roles.peoples = number,
                    "--given" => options.roles.given = number,
                    "--places" => options.roles.places = number,
                    _ => options.roles.organisations = number,
                }
                data.lists.push(read(&value)?);
            }
            "--epochs" => schedule.epochs = number()?,
            "--rate" => schedule.rate = share()?,
            "--dropout" => schedule.dropout = share()?,
            "--word-dropout" => schedule.word_dropout = share()?,
            "--batch" => schedule.batch = number()?,
            "--seed" => schedule.seed = number()? as u64,
            "--width" => options.width = number()?,
            "--layers" => options.layers = number()?,
            "--arc" => options.arc = number()?,
            "--least" => options.least = number()? as u32,
            _ => return Err(format!("unknown option {argument}")),
        }
    }
    if let Some(file) = material_to {
        return std::fs::write(&file, material(&data, &options)).map_err(|e| format!("{file}: {e}"));
    }
    let out = out.ok_or("--out is missing")?;
    let models = match (&data.start, &other) {
        (Some(start), None) if only_reranker => reranked(start.clone(), &data, &options),
        _ if only_reranker => return Err("--only reranker wants --from and no --blend".to_owned()),
        (Some(start), Some(other)) => blend(start, other, part).ok_or("the two models do not know the same tags, relations and words")?,
        _ => train(&data, &options, &mut |message| eprintln!("{message}")),
    };
    let bytes = models.to_bytes();
    eprintln!("{} bytes", bytes.len());
    std::fs::write(&out, bytes).map_err(|e| format!("{out}: {e}"))
}
