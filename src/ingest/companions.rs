//! What browsers save beside a page: the folder with its pictures, styles and frames.

/// What browsers add to a page's name for that folder, in the languages that have their own.
const ENDINGS: [&str; 11] = [
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_arquivos",
    "_soubory",
    "_pliki",
    "_dosyalar",
    "-filer",
];

/// What a page is told by that its companions name, where a path is that of a page.
///
/// ```
/// # use cuttings::ingest::{page, page_of};
/// assert_eq!(page("saved/mill.html"), Some("saved/mill"));
/// assert_eq!(page_of("saved/mill_files/style.css"), Some("saved/mill"));
/// ```
pub fn page(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    ["html", "htm", "xhtml"].iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(stem)
}

/// The page that a path is a companion of, if such a page is there.
pub fn page_of(path: &str) -> Option<&str> {
    path.match_indices('/').find_map(|(end, _)| {
        let folder = &path[..end];
        let stem = ENDINGS.iter().find_map(|ending| folder.strip_suffix(ending))?;
        (!stem.is_empty() && !stem.ends_with('/')).then_some(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_name_their_page() {
        for (path, expected) in [
            ("a/mill_files/b/c.css", Some("a/mill")),
            ("mill-Dateien/logo.png", Some("mill")),
            ("młyn_pliki/ramka.html", Some("młyn")),
            ("mølle-filer/ramme.html", Some("mølle")),
            ("mill_files.txt", None),
            ("_files/a.css", None),
            ("a/_files/a.css", None),
            ("files/a.txt", None),
            ("", None),
        ] {
            assert_eq!(page_of(path), expected, "{path}");
        }
    }

    #[test]
    fn pages_are_told_by_their_names() {
        assert_eq!(page("a/The mill.HTM"), Some("a/The mill"));
        assert_eq!(page("a/mill.txt"), None);
        assert_eq!(page("mill"), None);
    }
}
