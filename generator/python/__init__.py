"""How Python spells things: names, text, types, reserved words; and where the templates lie."""
