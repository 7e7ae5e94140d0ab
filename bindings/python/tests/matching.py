"""What a step says, against what it is to match. `bindings/scenarios/README.md` has the rules."""


class Broken(Exception):
    """A scenario that does not hold, or that this runner does not know how to run."""


def filled(value, kept):
    """A value with its variables and repetitions filled in; operators stay."""
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in kept:
            raise Broken(f"{value} was never kept")
        return kept[value[1:]]
    if isinstance(value, list):
        return [filled(item, kept) for item in value]
    if isinstance(value, dict):
        if list(value) == ["$repeat"]:
            text, times = value["$repeat"]
            return text * times
        return {key: filled(item, kept) for key, item in value.items()}
    return value


def match(want, got, at="answer"):
    """Raises where `got` is not what is wanted."""
    if isinstance(want, dict):
        if not any(key.startswith("$") for key in want):
            if not isinstance(got, dict):
                raise Broken(f"{at}: expected {want!r}, and it is {got!r}")
            for key, item in want.items():
                match(item, got.get(key), f"{at}.{key}")
            return
        holds = operated(want, got)
    elif isinstance(want, list):
        if not isinstance(got, list) or len(got) != len(want):
            raise Broken(f"{at}: expected {want!r}, and it is {got!r}")
        for index, (item, there) in enumerate(zip(want, got)):
            match(item, there, f"{at}.{index}")
        return
    elif is_number(want):
        holds = is_number(got) and abs(want - got) < 1e-6
    else:
        holds = type(want) is type(got) and want == got
    if not holds:
        raise Broken(f"{at}: expected {want!r}, and it is {got!r}")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def operated(want, got):
    if len(want) != 1:
        raise Broken(f"an operator stands alone: {want!r}")
    [(name, of)] = want.items()
    a_list = isinstance(got, list)
    if name == "$count":
        return a_list and len(got) == of
    if name == "$some":
        return a_list and any(matches(of, item) for item in got)
    if name == "$none":
        return a_list and not any(matches(of, item) for item in got)
    if name == "$contains":
        return isinstance(got, str) and of in got
    if name == "$not":
        return not matches(of, got)
    raise Broken(f"{name} is no operator")


def matches(want, got):
    try:
        match(want, got)
    except Broken:
        return False
    return True


def found(answer, path):
    """What a path leads to: keys and indexes with dots between."""
    at = answer
    for part in path.split("."):
        try:
            at = at[int(part)] if isinstance(at, list) else at[part]
        except (LookupError, TypeError, ValueError):
            at = None
    if at is None:
        raise Broken(f"{path} leads to nothing")
    return at
