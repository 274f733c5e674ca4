//! What somebody typed to a tree. Reading never fails: what is no syntax is words.

use super::fields::{self, Field};
use super::scan::{Kind, Token, scan};
use crate::query::{Clause, Node, Part, Phrase, Scope, Sought, Tree};
use crate::text::Span;

/// A query has at most so many clauses; what follows is told to be unread.
const MOST_CLAUSES: usize = 256;
/// Parentheses within parentheses; deeper ones are read as if they weren't there.
const DEEPEST: usize = 16;

/// Reads a query:
/// - `words` that all must occur, in any of their forms; the last one also as a
///   beginning, unless white space follows. A word of several (`co-operation`)
///   is a phrase;
/// - `"exact phrases"`, in quotes of any language; one that is still open
///   reaches to the end, and its last word may be a beginning. `"two words"~5`
///   may stand in any order with so many others among them;
/// - `sanct*`, `wom?n`, `astana~1` (so many letters wrong), `/colou?rs?/`;
/// - `AND`, which goes without saying, `OR`, `NOT` or `-`, and parentheses;
/// - `*`, which everything answers, and `byline:*`: that there is one;
/// - fields: `title:`, `text:`, `said:`, `byline:`, `role:`, those of
///   [`Facet`](crate::query::Facet), `date:2019-05..2020`, `before:`, `after:`,
///   `has:`, `missing:`, `is:`, and `sanctions near:person`.
///
/// What looks like syntax and is none, as `foo:bar`, `syria~3` or a lone `\"`,
/// is told in [`Tree::literal`].
///
/// ```
/// let tree = cuttings::query::parse("syria “joint fight” -war talk");
/// assert_eq!(tree.clauses.len(), 4);
/// assert_eq!(tree.clauses[1].phrase().map(|phrase| phrase.words.len()), Some(2));
/// assert!(tree.clauses[2].negated);
/// ```
pub fn parse(text: &str) -> Tree {
    let scanned = scan(text);
    let mut parser = Parser {
        tokens: &scanned.tokens,
        at: 0,
        depth: 0,
        is_negating: false,
        before: Vec::new(),
        n_groups: 0,
        end: scanned.end,
        tree: Tree {
            clauses: Vec::new(),
            root: Node::All(Vec::new()),
            literal: scanned.literal,
            unread: None,
        },
    };
    let mut all = Vec::new();
    while parser.at < parser.tokens.len() {
        match parser.either(None) {
            Some(Node::All(nodes)) => all.extend(nodes),
            Some(node) => all.push(node),
            None => {}
        }
        // What stopped it is a parenthesis that closes nothing.
        if let Some(token) = parser.take() {
            parser.tree.literal.push(token.span);
        }
    }
    let unread = parser.end..text.trim_end().len();
    let mut tree = parser.tree;
    tree.unread = (!unread.is_empty()).then(|| Span::new(unread.start, unread.end));
    tree.root = Node::All(all);
    crate::order::sort(&mut tree.literal);
    tree.literal.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    tree
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// What comes next is not wanted.
    is_negating: bool,
    /// What stands directly before, in the same row: `near:` asks more of it.
    before: Vec<Node>,
    n_groups: u32,
    /// Where what is not read begins.
    end: usize,
    tree: Tree,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Alternatives, to the end or a closing parenthesis.
    fn either(&mut self, field: Option<(Field, Span)>) -> Option<Node> {
        let mut any = Vec::new();
        loop {
            any.extend(self.row(field));
            if self.peek() != Some(&Kind::Or) {
                break;
            }
            let or = self.take();
            let is_last = matches!(self.peek(), None | Some(Kind::Close));
            if any.is_empty() || is_last {
                self.tree.literal.extend(or.map(|token| token.span));
            }
        }
        match any.len() {
            0 | 1 => any.pop(),
            _ => Some(Node::Any(any)),
        }
    }

    /// What all must be there, to the next alternative.
    fn row(&mut self, field: Option<(Field, Span)>) -> Option<Node> {
        let mut all = Vec::new();
        self.n_groups += 1;
        let group = self.n_groups;
        let mut last = 0;
        loop {
            match self.peek() {
                None | Some(Kind::Close | Kind::Or) => break,
                Some(Kind::And) => {
                    let and = self.take();
                    let is_last = matches!(self.peek(), None | Some(Kind::Close | Kind::Or | Kind::And));
                    if all.is_empty() || is_last {
                        self.tree.literal.extend(and.map(|token| token.span));
                    }
                }
                // Parentheses within what must all be there say nothing.
                Some(_) => {
                    self.before = all.split_off(last);
                    all.extend_from_slice(&self.before);
                    let first = all.len();
                    match self.one(field, group) {
                        Some(Node::All(nodes)) => all.extend(nodes),
                        node => all.extend(node),
                    }
                    // What only said more of it leaves it where it was.
                    last = if all.len() > first { first } else { last };
                }
            }
        }
        match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Node::All(all)),
        }
    }

    fn one(&mut self, field: Option<(Field, Span)>, group: u32) -> Option<Node> {
        let token = self.take()?;
        let is_negating = std::mem::take(&mut self.is_negating);
        match token.kind {
            Kind::Not => {
                let first = self.tree.clauses.len();
                let what = match self.peek() {
                    None | Some(Kind::Close | Kind::Or | Kind::And) => None,
                    Some(_) => {
                        self.is_negating = true;
                        self.one(field, group)
                    }
                };
                let Some(node) = what else {
                    self.tree.literal.push(token.span);
                    return None;
                };
                // What is excluded by itself stands beside nothing: no name is made of '-a -b'.
                self.n_groups += 1;
                for clause in &mut self.tree.clauses[first..] {
                    clause.negated = !clause.negated;
                    if clause.group == group {
                        clause.group = self.n_groups;
                    }
                }
                Some(match node {
                    Node::Not(node) => *node,
                    node => Node::Not(Box::new(node)),
                })
            }
            Kind::Open => {
                if self.depth == DEEPEST {
                    self.tree.literal.push(token.span);
                    return None;
                }
                self.depth += 1;
                let node = self.either(field);
                self.depth -= 1;
                match self.take() {
                    None => self.tree.literal.push(token.span),
                    Some(close) if node.is_none() => self.tree.literal.extend([token.span, close.span]),
                    Some(_) => {}
                }
                node
            }
            Kind::Field(inner) => match self.peek() {
                Some(Kind::Open | Kind::Words(..) | Kind::Star) => {
                    self.is_negating = is_negating;
                    self.one(Some((inner, token.span)), group)
                }
                _ => {
                    self.tree.literal.push(token.span);
                    None
                }
            },
            Kind::Words(phrase, typed) => {
                self.is_negating = is_negating;
                self.clause(phrase, &typed, token.span, field, group)
            }
            Kind::Star => self.anything(token.span, field, group),
            Kind::Close | Kind::And | Kind::Or => None,
        }
    }

    /// The span of what stands here with its field: that of `title:(a b)`
    /// stands before the first of both only.
    fn with_field(&self, span: Span, field: Option<(Field, Span)>) -> Span {
        match field {
            Some((_, name)) if name.end <= span.start && self.tokens[self.at - 2].span == name => {
                Span { start: name.start, end: span.end }
            }
            _ => span,
        }
    }

    /// `*`: any article, or with a field any that has such a thing.
    fn anything(&mut self, span: Span, field: Option<(Field, Span)>, group: u32) -> Option<Node> {
        let whole = self.with_field(span, field);
        match field.map_or(Some(Part::Anything), |(field, _)| fields::presence(field)) {
            Some(part) => self.push(Clause {
                span: whole,
                sought: Sought::Has(part),
                negated: false,
                idle: false,
                group,
            }),
            None => {
                self.tree.literal.push(whole);
                None
            }
        }
    }

    fn clause(
        &mut self,
        mut phrase: Phrase,
        typed: &str,
        span: Span,
        field: Option<(Field, Span)>,
        group: u32,
    ) -> Option<Node> {
        let is_negating = std::mem::take(&mut self.is_negating);
        let whole = self.with_field(span, field);
        let typed = typed.trim();
        let mut is_negated = false;
        let sought = match field.map(|(field, _)| field) {
            None => Some(Sought::Words(phrase.clone())),
            Some(Field::Scope(scope)) => {
                phrase.scope = scope;
                Some(Sought::Words(phrase.clone()))
            }
            Some(Field::Named(named)) => Some(Sought::Named(named, phrase.words.clone())),
            Some(Field::Date) => fields::range(typed).map(|(from, to)| Sought::Dated(from, to)),
            Some(Field::Before) => {
                let last = fields::date(typed).and_then(fields::preceding);
                last.map(|last| Sought::Dated(None, Some(last)))
            }
            Some(Field::After) => {
                let first = fields::date(typed).and_then(fields::following);
                first.map(|first| Sought::Dated(Some(first), None))
            }
            Some(Field::Has) => fields::part(typed).map(Sought::Has),
            Some(Field::Missing) => {
                is_negated = true;
                fields::part(typed).map(Sought::Has)
            }
            Some(Field::Is) => fields::state(typed).map(|(part, is_there)| {
                is_negated = !is_there;
                Sought::Has(part)
            }),
            Some(Field::Near) => return self.near(phrase, typed, whole, group, is_negating),
        };
        // What the field can't be asked for is taken as words.
        let (sought, is_negated) = match sought {
            Some(sought) => (sought, is_negated),
            None => {
                self.tree.literal.push(whole);
                (Sought::Words(phrase), false)
            }
        };
        self.push(Clause { span: whole, sought, negated: is_negated, idle: false, group })
    }

    /// `near:person` asks that of the words before it, of all of them where
    /// they stand in parentheses; `-near:person` that a word before it is
    /// nowhere so near.
    fn near(
        &mut self,
        phrase: Phrase,
        typed: &str,
        span: Span,
        group: u32,
        is_negating: bool,
    ) -> Option<Node> {
        let facet = fields::facet(&typed.to_ascii_lowercase()).filter(|facet| facet.is_entity());
        let mut before = Vec::new();
        std::mem::take(&mut self.before).iter().for_each(|node| clauses_of(node, &mut before));
        let words: Vec<Phrase> = before
            .iter()
            .filter_map(|&n| self.tree.clauses[n as usize].phrase())
            .filter(|phrase| phrase.scope == Scope::Anywhere)
            .cloned()
            .collect();
        let can_be_near = words.len() == before.len() && !words.is_empty();
        let Some(facet) = facet.filter(|_| can_be_near && (!is_negating || words.len() == 1)) else {
            self.tree.literal.push(span);
            let sought = Sought::Words(phrase);
            return self.push(Clause { span, sought, negated: false, idle: false, group });
        };
        let near = |words: Phrase| Sought::Words(Phrase { scope: Scope::Near(facet), ..words });
        if is_negating {
            let sought = near(words[0].clone());
            return self.push(Clause { span, sought, negated: false, idle: false, group });
        }
        for (&n, words) in before.iter().zip(words) {
            self.tree.clauses[n as usize].sought = near(words);
        }
        if let [only] = before[..] {
            self.tree.clauses[only as usize].span.end = span.end;
        }
        None
    }

    /// `None` where there are too many.
    fn push(&mut self, clause: Clause) -> Option<Node> {
        if self.tree.clauses.len() == MOST_CLAUSES {
            self.end = self.end.min(clause.span.start as usize);
            return None;
        }
        let node = Node::Clause(self.tree.clauses.len() as u32);
        let is_negated = clause.negated;
        self.tree.clauses.push(clause);
        Some(if is_negated { Node::Not(Box::new(node)) } else { node })
    }
}

fn clauses_of(node: &Node, all: &mut Vec<u32>) {
    match node {
        Node::Clause(n) => all.push(*n),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| clauses_of(node, all)),
        Node::Not(node) => clauses_of(node, all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{How, Word};
    use proptest::prelude::*;

    /// The tree in a notation of its own: `all(…)`, `any(…)`, `not …`, words
    /// joined by `+` where they are a phrase, `=` quoted, `*` begun.
    fn shown(tree: &Tree, node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(|node| shown(tree, node)).collect::<Vec<_>>().join(" ");
        match node {
            Node::All(nodes) => format!("all({})", list(nodes)),
            Node::Any(nodes) => format!("any({})", list(nodes)),
            Node::Not(node) => format!("not {}", shown(tree, node)),
            Node::Clause(n) => clause(&tree.clauses[*n as usize].sought),
        }
    }

    fn clause(sought: &Sought) -> String {
        let word = |word: &Word| match word.how {
            How::Typed | How::Begin => format!("{}*", word.text),
            _ => word.text.clone(),
        };
        let joined = |words: &[Word]| words.iter().map(word).collect::<Vec<_>>().join("+");
        match sought {
            Sought::Words(phrase) => {
                let scope = match phrase.scope {
                    Scope::Anywhere => String::new(),
                    scope => format!("@{scope:?}"),
                };
                let within = phrase.within.map_or(String::new(), |n| format!("~{n}"));
                let quoted = if phrase.quoted { "=" } else { "" };
                format!("{quoted}{}{within}{scope}", joined(&phrase.words))
            }
            Sought::Named(named, words) => format!("{named:?}:{}", joined(words)),
            Sought::Dated(from, to) => {
                let end = |date: &Option<crate::date::Date>| date.map_or(String::new(), |d| d.to_string());
                format!("{}..{}", end(from), end(to))
            }
            Sought::Has(part) => format!("{part:?}"),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let tree = parse(text);
        let all = shown(&tree, &tree.root);
        assert_eq!(all.strip_prefix("all(").and_then(|all| all.strip_suffix(')')), Some(expected), "{text}");
    }

    #[track_caller]
    fn check_literal(text: &str, expected: &[&str]) {
        let literal: Vec<&str> = parse(text).literal.iter().map(|span| span.of(text)).collect();
        assert_eq!(literal, expected, "{text}");
    }

    #[test]
    fn words_phrases_and_exclusions() {
        check("Syria talks", "syria talks*");
        check("Syria talks ", "syria talks");
        check("\"joint fight\" syria ", "=joint+fight syria");
        check("“joint fight” «d'accord» „war“ x ", "=joint+fight =d+accord =war x");
        check("a -b -\"c d\" e", "a not b not =c+d e*");
        check("-talks", "not talks*");
        check("co-operation ", "co+operation");
        check("co-op", "co+op*");
        check("中国人 ", "中国+国人");
        check("中 ", "中*");
    }

    #[test]
    fn an_open_phrase_reaches_to_the_end() {
        check("\"joint fig", "=joint+fig*");
        check("syria\"joint fig\"", "syria =joint+fig");
        check("\"joint fight\"~5 x ", "=joint+fight~5 x");
        check("\"joint fight\"~ x ", "=joint+fight x");
    }

    #[test]
    fn operators_bind_as_elsewhere() {
        check("a OR b c ", "any(a all(b c))");
        check("(a OR b) c ", "any(a b) c");
        check("a AND NOT (b OR c) ", "a not any(b c)");
        check("NOT NOT a ", "a");
        check("-(a b) c ", "not all(a b) c");
        check("a (b (c d)) OR e ", "any(all(a b c d) e)");
        check("a (b c) d ", "a b c d");
        check("a or b and not c ", "a or b and not c");
        check("a | b ", "any(a b)");
    }

    #[test]
    fn words_told_by_their_spelling() {
        check("sanct* x ", "sanct* x");
        check("wom?n what? ", "wom?n what");
        check("astana~ iran~ oil~1 x~3 ", "astana~2 iran~1 oil~1 x+3");
        check("/colou?rs?/ a/b /usr/bin ", "/colou?rs?/ a+b usr+bin");
        check("\"joint fig*\" ", "=joint+fig*");
    }

    #[test]
    fn fields() {
        check("title:peace ", "peace@Title");
        check("title:(peace OR war) text:\"a b\" ", "any(peace@Title war@Title) =a+b@Text");
        check(
            "person:assad -org:\"united nations\" ",
            "Facet(Person):assad not Facet(Organization):united+nations",
        );
        check("date:2019..2020-05 before:2020 after:2019-12 ", "2019..2020-05 ..2019-12-31 2020-01-01..");
        check("has:quote missing:date is:undated -missing:title ", "Quote not Date not When Title");
        check("sanctions near:person x ", "sanctions@Near(Person) x");
        check("sanctions -near:person x ", "sanctions not sanctions@Near(Person) x");
        check("http://a/b said:yes ", "http+a+b yes@Said");
        check("title:", "title*");
        check("date:tomorrow has:hair ", "tomorrow hair");
        check("date:2019-5-6 date:2020..2019 ", "2019-05-06..2019-05-06 2019..2020");
    }

    #[test]
    fn nearness_is_asked_of_all_that_stands_before() {
        check("(sanctions OR oil) near:person x ", "any(sanctions@Near(Person) oil@Near(Person)) x");
        check("a (b c) near:org ", "a b@Near(Organization) c@Near(Organization)");
        check("NOT a near:person ", "not a@Near(Person)");
        check("-(a OR b) near:place ", "not any(a@Near(Place) b@Near(Place))");
        check("a \"b c\" near:person -near:org ", "a =b+c@Near(Person) not org");
        check_literal("a title:b near:person (a OR b) -near:org ", &["near:person", "near:org"]);
    }

    #[test]
    fn a_star_is_anything() {
        check("*", "Anything");
        check("byline:* -person:* title:* ", "Byline not Entity(Person) Title");
        check("has:* near:* a ", "a");
        check_literal("has:* near:* a * date:* ", &["has:*", "near:*"]);
    }

    #[test]
    fn what_is_no_syntax_is_no_obstacle() {
        for nothing in ["", "- -- \"\" \" & ?", "()", "OR", "NOT", "(((", ")))", "title:\"\""] {
            check(nothing, "");
        }
        check("a - b ", "a b");
        check("--a ", "a");
        check("Iran's ", "iran");
        check("a) OR (b ", "a b");
        check("talk(s) ", "talk s");
        check("/(/ x ", "x");
        check_literal("a) OR (b ", &[")", "OR", "("]);
        check_literal(
            "near:person date:tomorrow /a(/ AND ",
            &["near:person", "date:tomorrow", "/a(/", "AND"],
        );
        check_literal("(a OR b) -c title:d \"e f\"~2 ", &[]);
        check_literal("foo:bar syria~3 \"\" a - b () ", &["foo:bar", "syria~3", "\"\"", "-", "()"]);
        check_literal("title: x", &["title:"]);
        check_literal("a \"", &["\""]);
        check_literal("(", &["("]);
        check_literal("-", &["-"]);
        check_literal("\"a * b\" foo:\"c\" x~y ~ ", &["*", "foo:", "x~y", "~"]);
        check_literal("http://a/b 10:30 what? Q&A: R & D ... a:b \"joint fig", &[]);
        check("\"\" peace \"\"joint fight\"\" war ", "peace =joint+fight war");
    }

    #[test]
    fn capitals_of_a_headline_are_no_operators() {
        check("IAEA OR NATO ", "any(iaea nato)");
        check("TREATY OR NOT A TREATY SAYS MINISTER ", "treaty or not a treaty says minister");
        check("2012 OR 2013 OR 2014 OR 2099 ", "any(2012 2013 2014 2099)");
    }

    #[test]
    fn a_pasted_page_is_read_to_a_limit() {
        let pasted = "word -other \"a phrase\" ".repeat(100_000);
        let tree = parse(&pasted);
        assert!(tree.clauses.len() <= MOST_CLAUSES);
        let unread = tree.unread.expect("most is not read");
        assert_eq!(unread.start, tree.clauses.last().unwrap().span.end + 2);
        assert_eq!(unread.end as usize, pasted.len() - 1);
        assert_eq!(parse(&"word ".repeat(200)).unread, None);
        assert!(parse(&"word ".repeat(257)).unread.is_some());
        assert!(parse(&"(".repeat(100_000)).clauses.is_empty());
        assert!(parse(&"-".repeat(100_000)).clauses.is_empty());
        assert!(parse(&"NOT ".repeat(100_000)).clauses.is_empty());
    }

    proptest! {
        #[test]
        fn reading_never_fails(text in "\\PC*") {
            let tree = parse(&text);
            let mut last = 0;
            for clause in &tree.clauses {
                prop_assert!(clause.span.start >= last && !clause.span.is_empty());
                prop_assert!(text.get(clause.span.range()).is_some());
                last = clause.span.end;
            }
        }

        #[test]
        fn marks_in_any_order_are_read(text in "([-\"“” a'.中()*?~/:|1]|OR |NOT |AND |title:|near:person|date:|has:date){0,20}") {
            let tree = parse(&text);
            for span in tree.clauses.iter().map(|clause| clause.span).chain(tree.literal.iter().copied()) {
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
