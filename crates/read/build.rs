//! Embeds the models of `models` that are there. The reader works without them, less well.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=models");
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    for model in ["claims", "confidence", "coreference", "roles", "statements"] {
        let file = Path::new(&root).join(format!("models/{model}.bin"));
        println!("cargo::rerun-if-changed=models/{model}.bin");
        let value = if file.is_file() { format!("Some(include_bytes!({:?}))", file.display().to_string()) } else { "None".to_owned() };
        let line = format!("/// Bytes of the model file, where the build found one.\nstatic EMBEDDED: Option<&[u8]> = {value};\n");
        std::fs::write(Path::new(&out).join(format!("embedded_{model}.rs")), line).expect("the build folder can be written");
    }
}
