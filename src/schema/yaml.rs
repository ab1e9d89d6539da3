//! Help for TOML → the same for front matter in YAML.

/// `help` with each line of TOML in backticks as YAML has it: `` `time = "30 min"` `` is `` `time: 30 min` ``.
pub fn in_yaml(help: &str) -> String {
    let mut parts = help.split('`');
    let mut said = parts.next().unwrap_or_default().to_owned();
    let mut is_code = true;
    for part in parts {
        said.push('`');
        match part.split_once(" = ").filter(|(key, _)| is_code && is_key(key)) {
            Some((key, value)) => {
                said.push_str(key);
                said.push_str(": ");
                said.push_str(plain(value).unwrap_or(value));
            }
            None => said.push_str(part),
        }
        is_code = !is_code;
    }
    said
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A text without its marks, where YAML takes it for the same text.
fn plain(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    let is_word = |text: &str| {
        matches!(text, "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n")
    };
    let begins = text.chars().next().is_some_and(char::is_alphanumeric);
    let is_number = text.parse::<f64>().is_ok();
    let is_plain = begins
        && !is_number
        && !is_word(&text.to_lowercase())
        && !text.contains([':', '#', '"', '\\', '…']);
    is_plain.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::in_yaml;

    #[test]
    fn lines_are_turned_and_words_are_not() {
        for (toml, yaml) in [
            ("write `time = \"30 min\"`, or change it", "write `time: 30 min`, or change it"),
            ("write `draft = true` or `draft = false`", "write `draft: true` or `draft: false`"),
            ("write `people = \"10\"`", "write `people: \"10\"`"),
            ("write `title = \"Now: go\"`", "write `title: \"Now: go\"`"),
            (
                "add `uses = [\"a\", \"b\"]`: what it uses",
                "add `uses: [\"a\", \"b\"]`: what it uses",
            ),
            ("a = \"b\" is `c`", "a = \"b\" is `c`"),
        ] {
            assert_eq!(in_yaml(toml), yaml);
        }
    }
}
