//! Checks the messages and writes one typed method per message.
//!
//! Both languages must hold the same messages with the same variables; a message missing in one of them, or one that does
//! not parse, fails the build here. A page that names a message which does not exist fails to compile.
//!
//! A file of messages named `web.ftl` must stand in `messages/en` and in `messages/ja`. A message `near-place = … { $place }`
//! becomes `Text::near_place(place)`; the arguments stand in the order in which the English text first uses them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use fluent_syntax::ast;
use fluent_syntax::parser;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("messages");
    println!("cargo:rerun-if-changed=messages");
    let english = read_language(&root.join("en"));
    let japanese = read_language(&root.join("ja"));
    check_parity(&english.messages, &japanese.messages);
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("text.rs");
    if let Err(error) = fs::write(&out, methods(&english, &japanese)) {
        fail(&format!("cannot write {}: {error}", out.display()));
    }
}

/// The messages of one language: each name with its variables in order of first use, and the whole source text.
struct Language {
    messages: BTreeMap<String, Vec<String>>,
    source: String,
}

fn read_language(folder: &Path) -> Language {
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) => fail(&format!("cannot read {}: {error}", folder.display())),
    };
    files.sort();
    let mut messages = BTreeMap::new();
    let mut source = String::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "ftl")) {
        println!("cargo:rerun-if-changed={}", file.display());
        let text =
            fs::read_to_string(file).unwrap_or_else(|error| fail(&format!("cannot read {}: {error}", file.display())));
        read_file(file, &text, &mut messages);
        source.push_str(&text);
        source.push('\n');
    }
    Language { messages, source }
}

fn read_file(file: &Path, text: &str, messages: &mut BTreeMap<String, Vec<String>>) {
    let resource = parser::parse(text)
        .unwrap_or_else(|(_, errors)| fail(&format!("{}: does not parse: {errors:?}", file.display())));
    for entry in resource.body {
        let ast::Entry::Message(message) = entry else { continue };
        let name = message.id.name.to_owned();
        let Some(pattern) = message.value else { fail(&format!("{}: message {name} says nothing", file.display())) };
        let mut variables = Vec::new();
        variables_of_pattern(&pattern, &mut variables);
        if messages.insert(name.clone(), variables).is_some() {
            fail(&format!("{}: message {name} stands twice", file.display()));
        }
    }
}

fn variables_of_pattern(pattern: &ast::Pattern<&str>, found: &mut Vec<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            variables_of_expression(expression, found);
        }
    }
}

fn variables_of_expression(expression: &ast::Expression<&str>, found: &mut Vec<String>) {
    match expression {
        ast::Expression::Inline(inline) => variables_of_inline(inline, found),
        ast::Expression::Select { selector, variants } => {
            variables_of_inline(selector, found);
            for variant in variants {
                variables_of_pattern(&variant.value, found);
            }
        }
    }
}

fn variables_of_inline(inline: &ast::InlineExpression<&str>, found: &mut Vec<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } if !found.iter().any(|name| name == id.name) => {
            found.push(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                variables_of_inline(argument, found);
            }
        }
        ast::InlineExpression::Placeable { expression } => variables_of_expression(expression, found),
        _ => {}
    }
}

fn check_parity(english: &BTreeMap<String, Vec<String>>, japanese: &BTreeMap<String, Vec<String>>) {
    let mut wrong = Vec::new();
    for (name, variables) in english {
        match japanese.get(name) {
            None => wrong.push(format!("{name}: missing in Japanese")),
            Some(others) => {
                let (mut left, mut right) = (variables.clone(), others.clone());
                left.sort();
                right.sort();
                if left != right {
                    wrong.push(format!("{name}: English uses {left:?}, Japanese uses {right:?}"));
                }
            }
        }
    }
    for name in japanese.keys().filter(|name| !english.contains_key(*name)) {
        wrong.push(format!("{name}: missing in English"));
    }
    if !wrong.is_empty() {
        fail(&wrong.join("\n"));
    }
}

fn methods(english: &Language, japanese: &Language) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "const ENGLISH: &str = {:?};", english.source);
    let _ = writeln!(out, "const JAPANESE: &str = {:?};", japanese.source);
    out.push_str("impl Text {\n");
    for (name, variables) in &english.messages {
        let method = name.replace('-', "_");
        let arguments: Vec<String> =
            variables.iter().map(|name| format!("{}: impl Into<Value>", argument_name(name))).collect();
        let pairs: Vec<String> =
            variables.iter().map(|name| format!("({name:?}, {}.into())", argument_name(name))).collect();
        let _ =
            writeln!(out, "/// The message `{name}`.\npub fn {method}(&self, {}) -> String {{", arguments.join(", "));
        let body = match pairs.as_slice() {
            // Each message that is always the same has a place of its own, where it is kept once it is formatted.
            [] => format!("static KEPT: Kept = Kept::new();\n    self.kept(&KEPT, {name:?})"),
            pairs => format!("self.formatted({name:?}, [{}])", pairs.join(", ")),
        };
        let _ = writeln!(out, "    {body}\n}}");
    }
    out.push_str("}\n");
    out
}

/// An argument may not be called by a word Rust keeps for itself.
fn argument_name(variable: &str) -> String {
    let name = variable.replace('-', "_");
    match name.as_str() {
        "type" | "in" | "as" | "for" | "where" | "self" | "match" | "ref" => format!("{name}_"),
        _ => name,
    }
}

fn fail(message: &str) -> ! {
    eprintln!("messages: {message}");
    process::exit(1)
}
