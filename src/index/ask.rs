//! A query's text to the articles that answer it.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::dates::Range as Days;
use super::facets::Values;
use super::matches::{Matches, Sink, difference, intersection, sum, union};
use super::{Articles, Index, speech};
use crate::article::Document;
use crate::query::{
    Breadth, Clause, Facet, How, Mark, Marker, Named, Node, Phrase, Query, Scope, Sought, Told, Tree, Word,
    parse,
};
use crate::text::is_function_word;

/// More words than the longest alias has.
const LONGEST_NAME: usize = 8;

/// From so many telling words on, a question may describe what is looked for:
/// articles that lack one of them may well be meant.
const LONG: usize = 3;
/// From so many on, nobody expects an article with all of them: where there is
/// none, those with some are an answer of their own.
const PASTED: usize = 6;

/// Words that only serve others find nothing by themselves, but this part of
/// their worth ranks what is found: 'his' tells a life from an office.
const SERVING: u32 = 4;

/// A query's text, read by a collection.
pub struct Question {
    pub tree: Tree,
    pub breadth: Breadth,
    names: Vec<Name>,
    /// What has been found of its clauses while it is answered: where no article
    /// has all of it, they are asked for again.
    found: Mutex<Vec<Option<Arc<Matches>>>>,
}

/// What answers a question, whatever the filters.
pub struct Answer {
    pub question: Question,
    pub matches: Matches,
}

/// Clauses that together are the name of somebody or something.
struct Name {
    clauses: Range<usize>,
    /// Position in [`Facet::ALL`] and value; the same name may be several's.
    entities: Vec<(usize, u32)>,
}

impl Question {
    /// What must all be there.
    fn all(&self) -> &[Node] {
        match &self.tree.root {
            Node::All(nodes) => nodes,
            _ => &[],
        }
    }

    fn clause(&self, number: u32) -> &Clause {
        &self.tree.clauses[number as usize]
    }

    /// The words that an article may lack where none has all of them.
    fn dispensable(&self, node: &Node) -> Option<&Phrase> {
        match node {
            Node::Clause(n) if self.clause(*n).is_wanted() => self.clause(*n).plain(),
            _ => None,
        }
    }

    fn n_dispensable(&self) -> usize {
        self.all().iter().filter(|node| self.dispensable(node).is_some()).count()
    }

    /// Words in quotes that may stand anywhere.
    fn quoted(&self, node: &Node) -> Option<&Phrase> {
        let Node::Clause(n) = node else { return None };
        let clause = self.clause(*n);
        let phrase = clause.phrase().filter(|_| clause.is_wanted())?;
        let is_exact = phrase.words.iter().all(|word| matches!(word.how, How::Exact | How::Begin));
        let is_anywhere = phrase.scope == Scope::Anywhere && phrase.within.is_none();
        (phrase.quoted && is_exact && is_anywhere).then_some(phrase)
    }

    /// Whether an article may lack what stands in quotes where it may lack
    /// words: in a whole sentence quotes are the sentence's own, and an inch
    /// sign opens one that nothing closes.
    fn quotes_are_words(&self) -> bool {
        let n_quoted: usize =
            self.all().iter().filter_map(|node| self.quoted(node)).map(|phrase| phrase.words.len()).sum();
        let n_words = self.n_dispensable();
        n_words >= LONG || (n_words > 0 && n_words + n_quoted >= PASTED)
    }

    /// What marks its hits in a story.
    pub fn in_story(&self) -> Marker<'_> {
        Marker::of(Told::Story, &self.tree.clauses)
    }

    fn known(&self) -> MutexGuard<'_, Vec<Option<Arc<Matches>>>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a clause finds, where that was looked up.
    fn looked_up(&self, number: u32) -> Option<Arc<Matches>> {
        self.known().get(number as usize).cloned().flatten()
    }

    /// Whether there are words to rank by.
    pub fn is_ranked(&self) -> bool {
        self.tree.clauses.iter().any(|clause| clause.is_wanted() && clause.phrase().is_some())
    }
}

impl Index {
    /// What answers the query's text. Where no article has all of it, less is
    /// asked for, step by step, as [`Breadth`] tells.
    pub(super) fn answer(&self, documents: &dyn Articles, query: &Query) -> Arc<Answer> {
        let last = self.last_mut().as_ref().filter(|last| last.0 == query.text).map(|last| last.1.clone());
        last.unwrap_or_else(|| {
            let mut question = self.read(query);
            let mut matches = self.all(documents, &question);
            if matches.is_empty() && self.make_idle(&mut question) {
                matches = self.all(documents, &question);
            }
            if matches.is_empty() && question.n_dispensable() >= PASTED {
                question.breadth = Breadth::Some;
                matches = self.some(documents, &question);
            }
            question.found = Mutex::default();
            let answer = Arc::new(Answer { question, matches });
            *self.last_mut() = Some((query.text.clone(), answer.clone()));
            answer
        })
    }

    /// What a question finds beyond its answer: articles that have some of its
    /// words. A short one that has an answer is meant as it is.
    pub(super) fn beyond(&self, documents: &dyn Articles, query: &Query) -> Matches {
        let mut question = self.read(query);
        self.make_idle(&mut question);
        let found = &self.answer(documents, query).matches;
        let least = if found.is_empty() { 1 } else { LONG };
        if question.n_dispensable() < least || question.all().len() < 2 {
            return Matches::new();
        }
        difference(self.some(documents, &question), found)
    }

    /// Reads a query's text: its clauses with the forms of their words, and
    /// the entities that it names. `SVR` finds an article that only spells
    /// the service out, if some other article gives the abbreviation.
    fn read(&self, query: &Query) -> Question {
        let mut tree = parse(&query.text);
        for clause in &mut tree.clauses {
            let Sought::Words(phrase) = &mut clause.sought else { continue };
            for word in &mut phrase.words {
                word.forms = match &word.how {
                    How::Form | How::Typed => self.words.forms(&word.text),
                    How::Like(pattern) => self.words.meant(pattern),
                    How::Exact | How::Begin => Vec::new(),
                };
            }
        }
        let mut names = Vec::new();
        let mut first = 0;
        while first < tree.clauses.len() {
            let name = self.name_at(&tree.clauses, first);
            first = name.as_ref().map_or(first + 1, |name| name.clauses.end);
            names.extend(name);
        }
        let found = Mutex::new(vec![None; tree.clauses.len()]);
        Question { tree, names, breadth: Breadth::All, found }
    }

    /// The longest name that begins with this clause.
    fn name_at(&self, clauses: &[Clause], first: usize) -> Option<Name> {
        // Words in quotes are meant literally.
        let group = clauses[first].group;
        let is_side_by_side = |clause: &&Clause| clause.plain().is_some() && clause.group == group;
        let longest = clauses[first..].iter().take(LONGEST_NAME).take_while(is_side_by_side).count();
        (1..=longest).rev().find_map(|n| {
            let words = clauses[first..first + n].iter().filter_map(Clause::plain).flat_map(|p| &p.words);
            let key = words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            let values = Facet::ALL.iter().zip(&self.whole().values).enumerate();
            let entities: Vec<(usize, u32)> = values
                .filter(|(_, (facet, _))| facet.is_entity())
                .flat_map(|(n, (_, values))| values.called(&key).map(move |value| (n, value)))
                .collect();
            (!entities.is_empty()).then_some(Name { clauses: first..first + n, entities })
        })
    }

    /// Makes words that only serve others idle; whether there are such, and
    /// others that are left.
    fn make_idle(&self, question: &mut Question) -> bool {
        let language = self.main_language();
        let (mut serving, mut n_telling) = (Vec::new(), 0);
        for node in question.all() {
            match node {
                Node::Clause(n) => match question.clause(*n).plain_word() {
                    Some(word) if is_function_word(language, &word.text) => serving.push(*n),
                    _ => n_telling += 1,
                },
                Node::Not(_) => {}
                _ => n_telling += 1,
            }
        }
        if serving.is_empty() || n_telling == 0 {
            return false;
        }
        serving.into_iter().for_each(|n| question.tree.clauses[n as usize].idle = true);
        question.breadth = Breadth::Telling;
        true
    }

    /// The language that most articles are in.
    fn main_language(&self) -> &str {
        let values = self.values(Facet::Language);
        let n_articles = |value: &u32| values.articles(*value).len();
        (0..values.len() as u32).max_by_key(n_articles).map_or("", |value| values.name(value))
    }

    pub(super) fn values(&self, facet: Facet) -> &Values {
        &self.whole().values[facet as usize]
    }

    /// The articles that answer all of a question.
    fn all(&self, documents: &dyn Articles, question: &Question) -> Matches {
        let mut found = self.node(documents, question, &question.tree.root);
        let words = question.all().iter().filter_map(|node| question.dispensable(node));
        self.words.reward_nearness(&single_words(words), &mut found);
        found
    }

    /// The articles that have some of the dispensable words, and all the rest.
    fn some(&self, documents: &dyn Articles, question: &Question) -> Matches {
        let quotes_are_words = question.quotes_are_words();
        let mut scores = vec![0u32; self.words.lengths.len()];
        let mut parts: Vec<Phrase> = Vec::new();
        let mut rest: Vec<Node> = Vec::new();
        for node in question.all() {
            match (question.dispensable(node), node) {
                (Some(phrase), Node::Clause(n)) if phrase.words.len() == 1 => {
                    // A word typed twice counts twice: it is what the question is about.
                    match question.looked_up(*n) {
                        Some(matches) => Sink::Scores(&mut scores).put(&matches),
                        None if self.is_more(question, *n) => {
                            Sink::Scores(&mut scores).put(&self.found(documents, question, *n));
                        }
                        None => self.words.find(phrase, Sink::Scores(&mut scores)),
                    }
                    parts.push(phrase.clone());
                }
                // The words of 'co-operation', each for itself.
                (Some(phrase), _) => {
                    for word in &phrase.words {
                        let part = Phrase { words: vec![word.clone()], ..phrase.clone() };
                        self.words.find(&part, Sink::Scores(&mut scores));
                        parts.push(part);
                    }
                }
                (None, node) => match question.quoted(node).filter(|_| quotes_are_words) {
                    Some(phrase) => {
                        self.words.find(phrase, Sink::Scores(&mut scores));
                        for word in &phrase.words {
                            let forms = self.words.forms(&word.text);
                            let word = Word { how: How::Form, forms, ..word.clone() };
                            let part = Phrase { words: vec![word], quoted: false, ..phrase.clone() };
                            self.words.find(&part, Sink::Scores(&mut scores));
                        }
                    }
                    None => rest.push(node.clone()),
                },
            }
        }
        let is_asked = |node: &Node| match node {
            Node::Clause(n) => !question.clause(*n).idle,
            Node::Not(_) => false,
            _ => true,
        };
        let is_only_negative = !rest.iter().any(is_asked);
        let mut found: Matches = if rest.is_empty() {
            (0..).zip(scores).filter(|(_, score)| *score > 0).collect()
        } else {
            let mut found = self.node(documents, question, &Node::All(rest));
            found
                .iter_mut()
                .for_each(|(article, score)| *score = score.saturating_add(scores[*article as usize]));
            if is_only_negative {
                found.retain(|(_, score)| *score > 0);
            }
            found
        };
        for clause in question.tree.clauses.iter().filter(|clause| clause.idle) {
            let Some(phrase) = clause.phrase() else { continue };
            let matches =
                self.words.matches(phrase).into_iter().map(|(article, score)| (article, score / SERVING));
            add_to(&mut found, &matches.collect());
        }
        self.words.reward_nearness(&single_words(parts.iter()), &mut found);
        found
    }

    fn node(&self, documents: &dyn Articles, question: &Question, node: &Node) -> Matches {
        let answer = |node: &Node| self.node(documents, question, node);
        match node {
            Node::Clause(n) => self.found(documents, question, *n).to_vec(),
            Node::Not(node) => difference(self.everything(), &answer(node)),
            Node::Any(nodes) => nodes.iter().fold(Matches::new(), |found, node| sum(&found, &answer(node))),
            Node::All(nodes) => {
                let is_idle = |node: &Node| matches!(node, Node::Clause(n) if question.clause(*n).idle);
                // The rarest first: where nothing is left, the others are not looked up.
                let mut asked: Vec<&Node> =
                    nodes.iter().filter(|node| !matches!(node, Node::Not(_)) && !is_idle(node)).collect();
                let most: Vec<u32> = asked.iter().map(|node| self.at_most(question, node)).collect();
                let mut order: Vec<u32> = (0..asked.len() as u32).collect();
                crate::order::sort_by_key(&mut order, |&n| most[n as usize]);
                asked = order.into_iter().map(|n| asked[n as usize]).collect();
                let mut found: Option<Matches> = None;
                for node in asked {
                    if found.as_ref().is_some_and(Matches::is_empty) {
                        break;
                    }
                    let matches = answer(node);
                    found = Some(match found {
                        Some(found) => intersection(&found, &matches),
                        None => matches,
                    });
                }
                let mut found = found.unwrap_or_else(|| self.everything());
                for node in nodes {
                    if let Node::Not(node) = node {
                        found = difference(found, &answer(node));
                    }
                }
                found
            }
        }
    }

    /// In about how many articles a plain word is, and more than that for what
    /// is not told so easily.
    fn at_most(&self, question: &Question, node: &Node) -> u32 {
        let Node::Clause(n) = node else { return u32::MAX };
        let plain = question.clause(*n).plain_word().filter(|word| word.how != How::Typed);
        plain.map_or(u32::MAX, |word| {
            self.words.whole(word).into_iter().map(|n| self.words.postings.n_articles(n)).sum()
        })
    }

    fn everything(&self) -> Matches {
        (0..self.words.lengths.len() as u32).map(|article| (article, 0)).collect()
    }

    /// What a clause finds, looked up once.
    fn found(&self, documents: &dyn Articles, question: &Question, number: u32) -> Arc<Matches> {
        if let Some(matches) = question.looked_up(number) {
            return matches;
        }
        let matches = Arc::new(self.clause(documents, question, number));
        if let Some(place) = question.known().get_mut(number as usize) {
            *place = Some(matches.clone());
        }
        matches
    }

    /// Whether a clause finds more than the articles that have its words: those that tell of
    /// what it names, or that have them in a note.
    fn is_more(&self, question: &Question, number: u32) -> bool {
        let is_named = question.names.iter().any(|name| name.clauses.contains(&(number as usize)));
        is_named || !self.hands.noted(question.clause(number)).is_empty()
    }

    /// The articles that have what a clause asks for, or that tell of what it names.
    fn clause(&self, documents: &dyn Articles, question: &Question, number: u32) -> Matches {
        let unranked = |articles: Vec<u32>| articles.into_iter().map(|article| (article, 0)).collect();
        let phrase = match &question.clause(number).sought {
            Sought::Words(phrase) => phrase,
            Sought::Named(named, words) => {
                let values = match named {
                    Named::Tag => return unranked(self.hands.tagged(words)),
                    Named::Facet(facet) => self.values(*facet),
                    Named::Byline => &self.whole().bylines,
                    Named::Role => &self.whole().roles,
                };
                return unranked(values.articles_having(words));
            }
            Sought::Dated(from, to) => {
                let days = Days::new(*from, *to);
                let articles = 0..self.words.lengths.len() as u32;
                return unranked(articles.filter(|&article| self.dates.within(article, &days)).collect());
            }
            Sought::Has(part) => {
                let articles = 0..self.words.lengths.len() as u32;
                return unranked(articles.filter(|&article| self.has(article, *part)).collect());
            }
        };
        // A note's words are worth as much as the rarest.
        let noted = self.hands.noted(question.clause(number));
        let noted = noted.into_iter().map(|article| (article, self.words.scale().rarity(1)));
        if phrase.scope == Scope::Note {
            return noted.collect();
        }
        let mut matches = self.words.matches(phrase);
        if phrase.scope == Scope::Anywhere {
            matches = union(matches, noted);
        } else if !matches!(phrase.scope, Scope::Title | Scope::Text) {
            if phrase.scope == Scope::Said {
                // Whose speaker it names need not have the words in a quote.
                let speakers = self.values(Facet::Person).articles_having(&phrase.words);
                matches = union(matches, speakers.into_iter().map(|article| (article, 0)));
            }
            matches.retain(|&(article, _)| {
                documents.article(article).is_some_and(|document| speech::answers(document, phrase))
            });
        }
        for name in question.names.iter().filter(|name| name.clauses.contains(&(number as usize))) {
            for &(facet, value) in &name.entities {
                let articles = self.whole().values[facet].articles(value);
                // All clauses of the name together are worth one word in a story.
                let score = self.words.scale().rarity(articles.len() as u32) / name.clauses.len() as u32;
                matches = union(matches, articles.iter().map(|&article| (article, score)));
            }
        }
        matches
    }

    /// The hits in an article's text: the words themselves, and where the
    /// text has none of a name's words the mentions of who bears it. The marker
    /// is that of the question for a story.
    pub(super) fn body_marks(
        &self,
        document: &Document,
        question: &Question,
        marker: &Marker<'_>,
    ) -> Vec<Mark> {
        let text = &document.article.text;
        let clauses = &question.tree.clauses;
        let mut marks = marker.marks(text);
        speech::keep_told(document, clauses, &mut marks);
        let n_literal = marks.len();
        for name in &question.names {
            let first = name.clauses.start as u32;
            let is_literal = |mark: &Mark| name.clauses.contains(&(mark.clause as usize));
            if !clauses[name.clauses.start].is_wanted() || marks[..n_literal].iter().any(is_literal) {
                continue;
            }
            for entity in &document.extraction.entities {
                let named = self.value(entity).map(|(facet, value)| (facet as usize, value));
                if named.is_some_and(|named| name.entities.contains(&named)) {
                    let spans = entity.mentions.iter().filter(|span| text.get(span.range()).is_some());
                    marks.extend(spans.map(|&span| Mark { span, clause: first }));
                }
            }
        }
        crate::order::sort(&mut marks);
        marks
    }
}

/// The words of plain clauses that are single ones.
fn single_words<'a>(phrases: impl Iterator<Item = &'a Phrase>) -> Vec<&'a Word> {
    let only = |phrase: &'a Phrase| match &phrase.words[..] {
        [word] => Some(word),
        _ => None,
    };
    phrases.filter_map(only).collect()
}

/// Adds scores to articles that are found already.
fn add_to(found: &mut Matches, matches: &Matches) {
    let mut more = matches.iter().peekable();
    for (article, score) in found {
        while more.next_if(|m| m.0 < *article).is_some() {}
        if let Some(m) = more.next_if(|m| m.0 == *article) {
            *score = score.saturating_add(m.1);
        }
    }
}
