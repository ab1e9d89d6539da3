use super::*;

#[test]
fn a_scheme_leads_elsewhere() {
    for href in ["https://example.org", "mailto:a@example.org", "//example.org/x", "tel:+4912"] {
        assert!(is_external(href), "{href}");
    }
    for href in ["a.md", "c:x", "#a:b", "a/b:c.md"] {
        assert!(!is_external(href), "{href}");
    }
}

#[test]
fn a_relative_path_climbs_only_as_far_as_needed() {
    let path = |text: &str| SourcePath::new(text);
    assert_eq!(relative(&path("a/b/c.md"), &path("a/d.md")), "../d.md");
    assert_eq!(relative(&path("c.md"), &path("a/d.md")), "a/d.md");
}
