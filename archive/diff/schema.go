package diff

import _ "embed" // for the schemas

//go:embed schema/diff.json
var schemaDiff string

//go:embed schema/log.json
var schemaLog string

// Schema returns the JSON Schema (2020-12) of the document onrecord/diff.
func Schema() string { return schemaDiff }

// LogSchema returns the JSON Schema (2020-12) of the document onrecord/log.
func LogSchema() string { return schemaLog }
