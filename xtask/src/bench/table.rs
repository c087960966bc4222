//! A table in plain text, wide letters counted as two.

/// Prints rows under a header, each column as wide as its widest cell; numbers stand to the right.
pub fn print(header: &[&str], rows: &[Vec<String>]) {
    println!("{}", text(header, rows));
}

fn text(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut all: Vec<Vec<String>> = vec![header.iter().map(|cell| (*cell).to_owned()).collect()];
    all.extend(rows.iter().cloned());
    let widths: Vec<usize> = (0..header.len())
        .map(|column| all.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let lines: Vec<String> = all.iter().map(|row| line(row, &widths)).collect();
    lines.join("\n")
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (column, (cell, widest)) in row.iter().zip(widths).enumerate() {
        let gap = " ".repeat(widest.saturating_sub(width(cell)));
        if column == 0 {
            line.push_str(&format!("{cell}{gap}"));
        } else {
            line.push_str(&format!("  {gap}{cell}"));
        }
    }
    line.trim_end().to_owned()
}

fn width(cell: &str) -> usize {
    cell.chars().map(|letter| if letter as u32 >= 0x2e80 { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_with_japanese_words_in_them() {
        let rows = vec![vec!["山形".to_owned(), "9".to_owned()], vec!["a".to_owned(), "10".to_owned()]];
        assert_eq!(text(&["place", "n"], &rows), "place   n\n山形    9\na      10");
    }
}
