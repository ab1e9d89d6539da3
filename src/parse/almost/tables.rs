//! Rows with more cells than their table has columns, and lines of cells that are no table.

use super::leaf::Leaf;
use crate::prose::almost::{Almost, Form};
use crate::source::Span;

/// The cells of `row`, which begins at byte `start`, beyond the last of `columns`, when there is anything in them.
pub(super) fn lost_cells(row: &str, start: usize, columns: usize) -> Option<Almost> {
    let cells = cells(row);
    let (first, last) = (cells.get(columns)?, cells.last()?);
    let is_filled = |(from, to): &&(usize, usize)| !row[*from..*to].trim().is_empty();
    cells[columns..].iter().find(is_filled)?;
    let beyond = &row[first.0..last.1];
    let from = start + first.0 + (beyond.len() - beyond.trim_start().len());
    let span = Span::new(from, from + beyond.trim().len());
    Some(Almost { span, form: Form::Cells(cells.len(), columns) })
}

/// The first lines of a paragraph that are cells between `|`, and no table.
pub(super) fn lines(source: &str, leaf: &Leaf) -> Option<Almost> {
    let text = &source[leaf.start..leaf.end];
    if !text.contains('|') {
        return None;
    }
    let mut at = leaf.start;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            let begin = at + (line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
            at += line.len();
            (begin, line.trim_start_matches(['>', ' ', '\t']).trim_end())
        })
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let is_row = |(begin, line): &(usize, &str)| {
        let pipes = line.match_indices('|').filter(|(at, _)| leaf.is_sign(source, begin + at));
        let is_framed = line.starts_with('|') && line.ends_with('|') && line.len() > 1;
        let pipes = pipes.count();
        (pipes > 1).then_some((is_framed, pipes))
    };
    let first = lines.iter().position(|line| is_row(line).is_some())?;
    let rows: Vec<&(usize, &str)> =
        lines[first..].iter().take_while(|line| is_row(line).is_some()).collect();
    let (begin, head) = *rows.first()?;
    let (_, pipes) = is_row(rows[0])?;
    let is_framed = rows.iter().all(|line| is_row(line).is_some_and(|(framed, _)| framed));
    let is_even = first == 0
        && rows.len() == lines.len()
        && rows.iter().all(|line| is_row(line).is_some_and(|(_, each)| each == pipes))
        && !rows.iter().all(|(_, line)| is_of_links(line));
    if rows.len() < 2 || !is_framed && !is_even {
        return None;
    }
    let columns = cells(head).len();
    let dashes = rows.get(1).filter(|(_, line)| is_dashes(line));
    let rows_of_words = rows.iter().filter(|(_, line)| !is_dashes(line));
    let is_whole = first == 0
        && rows.len() == lines.len()
        && !is_dashes(head)
        && rows_of_words.clone().count() + dashes.iter().count() == rows.len()
        && rows_of_words.clone().all(|(_, line)| cells(line).len() <= columns);
    let form = Form::Lines {
        columns,
        dashes: dashes.map(|(begin, line)| Span::new(*begin, begin + line.len())),
        is_whole,
    };
    Some(Almost { span: Span::new(*begin, begin + head.len()), form })
}

/// Where the cells of `row` stand, as GitHub cuts them: code does not keep a `|` from ending a cell, a `\` before it does.
fn cells(row: &str) -> Vec<(usize, usize)> {
    let begin = row.len() - row.trim_start().len();
    let end = row.trim_end().len();
    let begin = if row[begin..].starts_with('|') { begin + 1 } else { begin };
    let mut cells = Vec::new();
    let mut from = begin;
    for (at, _) in row.match_indices('|') {
        if at >= begin && !row[..at].ends_with('\\') {
            cells.push((from, at));
            from = at + 1;
        }
    }
    if from < end {
        cells.push((from, end));
    }
    cells
}

/// Whether a line says where the head of a table ends, with any sort of dashes.
fn is_dashes(line: &str) -> bool {
    let is_dash =
        |letter: char| matches!(letter, '-' | ':' | '|' | ' ' | '–' | '—' | '=' | '_' | '+');
    line.chars().all(is_dash) && line.contains(['-', '–', '—', '=', '_'])
}

/// Whether each cell is a link, as in a line of links to other pages.
fn is_of_links(line: &str) -> bool {
    let cells = line.split('|').map(|cell| cell.trim().trim_start_matches(['*', '_', '~']));
    cells.filter(|cell| !cell.is_empty()).all(|cell| cell.starts_with(['[', '<', '!']))
}
