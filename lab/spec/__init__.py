"""How anything is declared: messages, errors, events, fields, the registry. Imports nothing else of the lab."""
