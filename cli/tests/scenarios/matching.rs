//! What a step says, against what it is to match: values, variables, operators. `bindings/scenarios/README.md` has the rules.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What was kept of earlier answers.
pub(crate) type Kept = BTreeMap<String, Value>;

/// A value of a scenario with its variables and repetitions filled in; operators stay.
pub(crate) fn filled(value: &Value, kept: &Kept) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => match text.strip_prefix('$') {
            None => value.clone(),
            Some(name) => {
                kept.get(name).cloned().ok_or_else(|| format!("${name} was never kept"))?
            }
        },
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| filled(item, kept)).collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => match repeated(fields) {
            Some(text) => Value::String(text),
            None => Value::Object(
                fields
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), filled(value, kept)?)))
                    .collect::<Result<_, String>>()?,
            ),
        },
        other => other.clone(),
    })
}

fn repeated(fields: &Map<String, Value>) -> Option<String> {
    let pair = fields.get("$repeat")?.as_array()?;
    let [text, times] = pair.as_slice() else { return None };
    Some(text.as_str()?.repeat(usize::try_from(times.as_u64()?).ok()?))
}

/// Whether `got` is what is wanted; if not, where and how it is not.
pub(crate) fn matches(want: &Value, got: &Value, at: &str) -> Result<(), String> {
    let differs = || Err(format!("{at}: expected {want}, and it is {got}"));
    let holds = match want {
        Value::Null => got.is_null(),
        Value::Bool(_) | Value::String(_) => want == got,
        Value::Number(number) => match (number.as_f64(), got.as_f64()) {
            (Some(want), Some(got)) => (want - got).abs() < 1e-6,
            _ => false,
        },
        Value::Array(wanted) => {
            let Some(items) = got.as_array().filter(|items| items.len() == wanted.len()) else {
                return differs();
            };
            for (index, (want, got)) in wanted.iter().zip(items).enumerate() {
                matches(want, got, &format!("{at}.{index}"))?;
            }
            true
        }
        Value::Object(wanted) => {
            if let Some((name, of)) = operator(wanted) {
                operated(name, of, got)?
            } else {
                let Some(fields) = got.as_object() else { return differs() };
                for (key, want) in wanted {
                    let got = fields.get(key).unwrap_or(&Value::Null);
                    matches(want, got, &format!("{at}.{key}"))?;
                }
                true
            }
        }
    };
    if holds { Ok(()) } else { differs() }
}

fn operator(wanted: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, of) = wanted.iter().next()?;
    Some((name.strip_prefix('$')?, of))
}

fn operated(name: &str, of: &Value, got: &Value) -> Result<bool, String> {
    let any = |items: &Vec<Value>| items.iter().any(|item| matches(of, item, "").is_ok());
    Ok(match name {
        "count" => got.as_array().map(Vec::len).and_then(|n| u64::try_from(n).ok()) == of.as_u64(),
        "some" => got.as_array().is_some_and(any),
        "none" => got.as_array().is_some_and(|items| !any(items)),
        "contains" => got.as_str().zip(of.as_str()).is_some_and(|(text, part)| text.contains(part)),
        "not" => matches(of, got, "").is_err(),
        other => return Err(format!("${other} is no operator")),
    })
}

/// What a path leads to: keys and indexes with dots between.
pub(crate) fn found(answer: &Value, path: &str) -> Result<Value, String> {
    let mut at = answer;
    for part in path.split('.') {
        let next = match part.parse::<usize>() {
            Ok(index) => at.get(index),
            Err(_) => at.get(part),
        };
        at = next.ok_or_else(|| format!("{path} leads to nothing"))?;
    }
    if at.is_null() { Err(format!("{path} leads to nothing")) } else { Ok(at.clone()) }
}
