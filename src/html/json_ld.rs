//! Structured data: what `<script type="application/ld+json">` says of the article.

use serde_json::Value;

use super::claims::{Kind, Origin};

/// Reports all claims of one script. What is no JSON says nothing.
pub fn read(text: &str, claim: &mut dyn FnMut(Kind, Origin, &str)) {
    let Some(value) = parse(text) else { return };
    let mut things = Vec::new();
    flatten(&value, &mut things);
    for thing in &things {
        let origin = match kind_of(thing) {
            Thing::Article => Origin::Article,
            Thing::Page => Origin::Data,
            Thing::Trail => {
                trail(thing, claim);
                continue;
            }
            Thing::Other => continue,
        };
        let mut say = |kind, value: Option<&str>| {
            if let Some(value) = value {
                claim(kind, origin, &unescaped(value));
            }
        };
        say(Kind::Title, thing["headline"].as_str().or_else(|| thing["name"].as_str()));
        say(Kind::Published, thing["datePublished"].as_str().or_else(|| thing["dateCreated"].as_str()));
        say(Kind::Modified, thing["dateModified"].as_str());
        say(Kind::Description, thing["description"].as_str());
        say(Kind::Language, thing["inLanguage"].as_str());
        let page = &thing["mainEntityOfPage"];
        let addresses = [&thing["url"], page, &page["@id"], &page["url"], &thing["@id"]];
        // What is behind the sign names a part of the page.
        say(
            Kind::Address,
            addresses
                .into_iter()
                .filter_map(Value::as_str)
                .find(|text| text.contains("://"))
                .and_then(|text| text.split('#').next()),
        );
        if origin == Origin::Article {
            say(Kind::Body, thing["articleBody"].as_str());
            strings(&thing["articleSection"], &mut |section| say(Kind::Section, Some(section)));
            for author in names(&thing["author"], &things) {
                say(Kind::Author, Some(&author));
            }
        }
        for site in names(&thing["publisher"], &things) {
            say(Kind::Site, Some(&site));
        }
    }
}

enum Thing {
    Article,
    Page,
    Trail,
    Other,
}

fn kind_of(thing: &Value) -> Thing {
    let mut kind = Thing::Other;
    strings(&thing["@type"], &mut |name| {
        let name = name.rsplit('/').next().unwrap_or(name);
        let article = name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(name, "Report" | "Review" | "CreativeWork");
        if article {
            kind = Thing::Article;
        } else if matches!(kind, Thing::Other) && name.ends_with("WebPage") {
            kind = Thing::Page;
        } else if matches!(kind, Thing::Other) && name == "BreadcrumbList" {
            kind = Thing::Trail;
        }
    });
    kind
}

/// JSON as pages have it: comment marks around it, line feeds within strings,
/// a semicolon behind.
fn parse(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let text: String = text.get(start..end)?.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&text).ok()
}

/// All objects of a list, of a graph, or of lists of those.
fn flatten<'a>(value: &'a Value, things: &mut Vec<&'a Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| flatten(value, things)),
        Value::Object(object) => {
            things.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    flatten(inner, things);
                }
            }
        }
        _ => {}
    }
}

/// The sections of a breadcrumb; its last item is the article itself.
fn trail(thing: &Value, claim: &mut dyn FnMut(Kind, Origin, &str)) {
    let items = thing["itemListElement"].as_array().map_or(&[][..], Vec::as_slice);
    for item in items {
        if let Some(name) = item["name"].as_str().or_else(|| item["item"]["name"].as_str()) {
            claim(Kind::Section, Origin::Data, &unescaped(name));
        }
    }
}

fn strings(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(list) => list.iter().filter_map(Value::as_str).for_each(visit),
        _ => {}
    }
}

/// Names of persons or organisations: bare, as objects, or as references to others.
fn names(value: &Value, things: &[&Value]) -> Vec<String> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => {
            let own = |value: &Value| match &value["name"] {
                Value::Array(names) => names.first().and_then(Value::as_str).map(str::to_owned),
                name => name.as_str().map(str::to_owned),
            };
            own(value).or_else(|| {
                let id = object.get("@id")?;
                things
                    .iter()
                    .find(|thing| thing.get("@id") == Some(id) && thing.get("name").is_some())
                    .and_then(|t| own(t))
            })
        }
        _ => None,
    };
    list.iter().filter_map(name).collect()
}

/// Character references that were escaped once too often.
fn unescaped(text: &str) -> String {
    const KNOWN: &[(&str, &str)] = &[
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&#8216;", "‘"),
        ("&#8217;", "’"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8230;", "…"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&hellip;", "…"),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (escaped, plain) in KNOWN {
        if text.contains(escaped) {
            text = text.replace(escaped, plain);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[(Kind, &str)]) {
        let mut found = Vec::new();
        read(json, &mut |kind, _, value| found.push((kind, value.to_owned())));
        let expected: Vec<_> = expected.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn articles_say_what_they_are() {
        check(
            r#"{"@type":"NewsArticle","headline":"Ferry runs","datePublished":"2017-09-05T21:21+04:00",
                "author":[{"@type":"Person","name":"Ann Lee"},"Ben Ek"],"publisher":{"name":"The Post"}}"#,
            &[
                (Kind::Title, "Ferry runs"),
                (Kind::Published, "2017-09-05T21:21+04:00"),
                (Kind::Author, "Ann Lee"),
                (Kind::Author, "Ben Ek"),
                (Kind::Site, "The Post"),
            ],
        );
    }

    #[test]
    fn authors_of_a_graph_are_looked_up() {
        check(
            r##"{"@graph":[{"@type":["BlogPosting"],"name":"Ferry &amp; tug","author":{"@id":"#a"}},
                {"@type":"Person","@id":"#a","name":"Ann Lee"}]}"##,
            &[(Kind::Title, "Ferry & tug"), (Kind::Author, "Ann Lee")],
        );
    }

    #[test]
    fn what_is_broken_or_about_something_else_says_nothing() {
        check("<!-- {\"@type\":\"Product\",\"name\":\"Tea\"} -->", &[]);
        check("{\"@type\":\"Article\",\"headline\":", &[]);
        check("}{", &[]);
        check("", &[]);
        check("{\"@type\":\"Article\",\"headline\":\"a\nb\"};", &[(Kind::Title, "a b")]);
    }
}
