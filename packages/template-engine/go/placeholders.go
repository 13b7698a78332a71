package main

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"

	"sigs.k8s.io/yaml"
)

// What stands in the place of every value, tried in this order: a value may
// well be a document, a number or a key, and then a plain word would fail
// where the real value does not.
var placeholders = []string{
	"placeholder",
	`{"auths":{}}`,
	placeholderPem,
	"1",
	base64.StdEncoding.EncodeToString([]byte(`{"auths":{}}`)),
	base64.StdEncoding.EncodeToString([]byte(placeholderPem)),
}

var placeholderPem = string(pem.EncodeToMemory(&pem.Block{
	Type:  "PLACEHOLDER",
	Bytes: []byte("placeholder"),
}))

func accepts(what, outcome string) bool {
	switch what {
	case "json":
		// As the API server reads a docker configuration.
		return json.Unmarshal([]byte(outcome), &map[string]any{}) == nil
	case "pem":
		block, _ := pem.Decode([]byte(outcome))
		return block != nil
	case "map":
		// As the operator reads a template of keys and values.
		return yaml.Unmarshal([]byte(outcome), &map[string]string{}) == nil
	default:
		return true
	}
}
