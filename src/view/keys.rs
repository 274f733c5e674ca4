//! Keys to commands.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    FocusSearch,
    NextArticle,
    PreviousArticle,
    OpenArticle,
    NextHit,
    PreviousHit,
    /// Clean, raw, both, and round again.
    NextView,
    /// One step back: what floats first, then the field, then the article.
    Escape,
    ShowKeys,
    /// Stars the open article, or takes its star off.
    Star,
    /// Notes something on the open article, or on what is selected in it.
    Note,
    Undo,
    Redo,
    Print,
}

/// The card of keys: what is pressed, and what it does.
pub const CARD: [(&str, &str); 13] = [
    ("/", "Search"),
    ("j", "Next article or row"),
    ("k", "Previous article or row"),
    ("Enter", "Open the chosen article"),
    ("n", "Next hit in the article"),
    ("p", "Previous hit in the article"),
    ("r", "Clean, raw or both"),
    ("s", "Star the article"),
    ("m", "Note on the article or the selected words"),
    ("Ctrl Z", "Undo"),
    ("Ctrl ⇧ Z", "Redo"),
    ("Esc", "One step back"),
    ("?", "This card"),
];

/// Reads one key press. Single letters mean nothing while somebody types
/// (`typing`) or holds a modifier that the browser or a screen reader uses.
pub fn command(key: &str, modifier: bool, typing: bool) -> Option<Command> {
    if modifier {
        return None;
    }
    if key == "Escape" {
        return Some(Command::Escape);
    }
    if typing {
        return None;
    }
    Some(match key {
        "/" => Command::FocusSearch,
        "j" => Command::NextArticle,
        "k" => Command::PreviousArticle,
        "n" => Command::NextHit,
        "p" => Command::PreviousHit,
        "r" => Command::NextView,
        "s" => Command::Star,
        "m" => Command::Note,
        "?" => Command::ShowKeys,
        "Enter" => Command::OpenArticle,
        _ => return None,
    })
}

/// Reads what is pressed with Ctrl or Command. In a field all but
/// printing is the field's own.
pub fn with_ctrl(key: &str, shift: bool, typing: bool) -> Option<Command> {
    match (key, shift) {
        ("p" | "P", false) => Some(Command::Print),
        _ if typing => None,
        ("z" | "Z", false) => Some(Command::Undo),
        ("z" | "Z", true) | ("y" | "Y", false) => Some(Command::Redo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_letters_while_typing() {
        assert_eq!(command("j", false, false), Some(Command::NextArticle));
        assert_eq!(command("j", false, true), None);
        assert_eq!(command("Escape", false, true), Some(Command::Escape));
    }

    #[test]
    fn the_browsers_own_keys_are_left_alone() {
        for key in ["j", "n", "p", "r", "/", "Enter"] {
            assert_eq!(command(key, true, false), None, "{key}");
        }
        assert_eq!(command("ArrowDown", false, false), None);
        assert_eq!(with_ctrl("z", false, true), None);
        assert_eq!(with_ctrl("c", false, false), None);
    }

    #[test]
    fn the_card_names_every_key() {
        for (key, _) in CARD {
            let key = if key == "Esc" { "Escape" } else { key };
            let with_ctrl = key.starts_with("Ctrl") && with_ctrl("z", key.contains('⇧'), false).is_some();
            assert!(with_ctrl || command(key, false, false).is_some(), "{key}");
        }
    }
}
