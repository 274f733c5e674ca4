//! Answers to what the page asks of a list, wherever its articles are.

use super::now;
use crate::index::{Articles, Index};
use crate::protocol::{Reply, Request, Stage, Timing};

/// The answer as far as the articles are there; `None` where something else is asked for.
/// `searched` is called when all is found, and only the rows are still to be told.
pub(super) fn answer(
    (index, articles): (&Index, &dyn Articles),
    request: &Request,
    searched: &mut dyn FnMut(),
) -> Option<Reply> {
    Some(match request {
        Request::Search { number, query, rows } => {
            let start = now();
            let results = index.search(articles, query);
            searched();
            let n_rows = results.articles.len().min(*rows as usize);
            let rows = index.rows(articles, query, &results.articles[..n_rows]);
            let duration = now() - start;
            let timing =
                Timing { stage: Stage::Search, start, duration, articles: articles.n_articles(), bytes: 0 };
            Reply::Found { number: *number, results, rows, timing }
        }
        Request::Suggest { number, text } => {
            Reply::Suggested { number: *number, suggestions: index.suggest(text) }
        }
        Request::Rows { number, query, articles: wanted } => {
            Reply::Rows { number: *number, rows: index.rows(articles, query, wanted) }
        }
        _ => return None,
    })
}
