"""The keys of pack files as an editor gets them."""

from coach.files.schema_help import HELP, VALUES
from coach.files.schema_keys import ROOTS, schema_keys

KEYS = schema_keys()


def test_every_key_has_a_line_of_help_and_every_line_a_key():
    wanting = [
        f"{shape}.{key}" for shape, keys in KEYS["shapes"].items() for key, told in keys.items() if not told["help"]
    ]
    assert not wanting
    used = {name for shape, keys in KEYS["shapes"].items() for key in keys for name in (key, f"{shape}.{key}")}
    assert not set(HELP) - used
    values = {value for keys in KEYS["shapes"].values() for told in keys.values() for value in told.get("values", ())}
    assert not set(VALUES) - values


def test_keys_say_what_they_take():
    rule = KEYS["shapes"]["Rule"]
    assert rule["guideline"]["required"]
    assert rule["severity"]["values"] == ["error", "warning", "info"]
    assert rule["severity"]["named"]
    assert "Absence" in rule["check"]["shapes"]
    assert rule["examples"] == {**rule["examples"], "list": True, "shapes": ["Example"], "required": True}
    assert "at-most" in rule
    assert KEYS["shapes"]["Playbook"]["things"]["shapes"] == ["Thing"]
    assert set(KEYS["roots"]) == set(ROOTS)
