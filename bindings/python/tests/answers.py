"""Records of the package, as the suite calls their fields."""

import enum

import requite_engine as requite


def record(value):
    """A record as an object of JSON."""
    fields = {key: plain(item) for key, item in vars(value).items()}
    if isinstance(value, requite.Person):
        fields["unsafe"] = fields.pop("is_unsafe")
    return fields


def plain(value):
    if isinstance(value, requite.Range):
        return [value.low, value.high]
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "__dict__"):
        return record(value)
    return value


def page(value):
    return record(value)


def told(value):
    """What a call gave, as the answer of a verb."""
    if isinstance(value, list):
        return {"items": [record(item) for item in value]}
    if isinstance(value, str):
        return {"id": value}
    return record(value)


def status(value):
    return record(value)
