"""How Python spells things: text, names of types, reserved words, and where the templates lie."""
