//! Tab-separated tables that are compiled in: comment lines (`#`), a header line, rows.

/// The rows of a table, each cut into exactly `N` cells; rows of another width are left out (a test keeps the shipped tables whole).
pub(crate) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut row = [""; N];
        for cell in &mut row {
            *cell = cells.next()?.trim();
        }
        cells.next().is_none().then_some(row)
    })
}

/// The parts of a cell that holds a list.
pub(crate) fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
pub(crate) fn widths(text: &str) -> Vec<usize> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').count()).collect()
}
