package main

import (
	"regexp"
	"strings"
)

var (
	missingKey = regexp.MustCompile(`map has no entry for key "(.*)"$`)
	noField    = regexp.MustCompile(`at <\$?(\.[^<>]+)>: can't evaluate field \w+ in type string$`)
	wrongType  = regexp.MustCompile(`at <\$?(\.[^<>]+)>: wrong type for value; expected .*; got string$`)
)

// What fails so has nothing to do with values.
var valueless = []string{
	"wrong number of args for",
	"exceeded maximum template depth",
}

// keyMissing gives the key that is not fetched, where the template looks at it
// whatever the values are: not a key of a map that the template itself made of
// a value, nor one that a condition may spare.
func (r references) keyMissing(err error, keys []string) (string, bool) {
	match := missingKey.FindStringSubmatch(err.Error())
	if match == nil || !r.always["."+match[1]] {
		return "", false
	}
	for _, key := range keys {
		if key == match[1] {
			return "", false
		}
	}
	return match[1], true
}

// failsAlways says that no value can make the template work, because every
// value is a text.
func (r references) failsAlways(err error) bool {
	message := err.Error()
	if match := noField.FindStringSubmatch(message); match != nil {
		return r.always[match[1]]
	}
	if r.branches {
		return false
	}
	if match := wrongType.FindStringSubmatch(message); match != nil {
		return r.always[match[1]]
	}
	for _, part := range valueless {
		if strings.Contains(message, part) {
			return true
		}
	}
	return false
}
