package main

import (
	"encoding/base64"
	"encoding/pem"
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
