//! Trains the models: `train syntax --out FILE TREEBANK.conllu…` (see crates/language/models/README.md).

use language::train::{Options, train};
use language::treebank::read_conllu;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut options = Options::default();
    let (mut out, mut files) = (None, Vec::new());
    let mut rest = arguments.into_iter();
    let task = rest.next().unwrap_or_default();
    if task != "syntax" {
        return Err("usage: train syntax --out FILE [--parser-epochs N] [--parser-bits N] [--seed N] TREEBANK.conllu…".into());
    }
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} wants a value"));
        let mut number = || value()?.parse::<usize>().map_err(|_| format!("{argument} wants a number"));
        match argument.as_str() {
            "--parser-epochs" => options.parser_epochs = number()?,
            "--parser-bits" => options.parser_bits = number()? as u32,
            "--tagger-epochs" => options.tagger_epochs = number()?,
            "--labeller-epochs" => options.labeller_epochs = number()?,
            "--folds" => options.folds = number()?.max(2),
            "--seed" => options.seed = number()? as u64,
            "--out" => out = Some(value()?),
            _ => files.push(argument),
        }
    }
    let out = out.ok_or("--out is missing")?;
    let mut documents = Vec::new();
    for file in &files {
        documents.extend(read_conllu(&std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?));
    }
    let models = train(&documents, &options, &mut |message| eprintln!("{message}"));
    let bytes = models.to_bytes();
    eprintln!("{} bytes", bytes.len());
    std::fs::write(&out, bytes).map_err(|e| format!("{out}: {e}"))
}
