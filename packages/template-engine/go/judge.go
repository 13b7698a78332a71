package main

import (
	"errors"
	"fmt"
	"strings"
	"text/template"
)

// Template is one template, and what it is to be judged by.
type Template struct {
	// Name of the key in the Secret that the template makes; messages bear it.
	Name string `json:"name"`
	Text string `json:"text"`
	// Keys are the keys that are fetched.
	Keys []string `json:"keys"`
	// Open says that further keys may be fetched, which only the source knows.
	Open bool `json:"open"`
	// Accept names what the outcome has to be: "" (anything), "json" (a JSON
	// object), "pem" (a PEM block) or "map" (a YAML map of texts).
	Accept string `json:"accept"`
}

// Outcomes of a judgement.
const (
	// Rendered: with some placeholder the template works.
	Rendered = "rendered"
	// Unparsable: no value can make it work; the operator says the same.
	Unparsable = "unparsable"
	// MissingKey: it uses a key that is not fetched.
	MissingKey = "missing-key"
	// Failed: no value can make it work, though it can be parsed.
	Failed = "failed"
	// Undecided: it depends on the values, or on what is not evaluated here.
	Undecided = "undecided"
)

// Verdict is what can be said of a template without any secret value.
type Verdict struct {
	Outcome string `json:"outcome"`
	// Message is the engine's own; empty where the template was rendered.
	Message string `json:"message,omitempty"`
	// Key is the missing key.
	Key string `json:"key,omitempty"`
	// Accepted says whether an outcome was what it has to be.
	Accepted bool `json:"accepted"`
	// Constant says that the template reads no value at all.
	Constant bool `json:"constant"`
}

// A Secret holds at most 1 MiB (MaxSecretSize in k8s.io/api).
const longestOutcome = 1 << 20

var errTooLong = errors.New("the outcome is longer than the 1 MiB that a Secret can hold")

var base = template.New("").Option("missingkey=error").Funcs(functions())

// Judge parses a template and runs it with one kind of placeholder after the
// other, until one gives an acceptable outcome.
func Judge(given Template) Verdict {
	set := base
	if !standsAlone(given.Text) {
		set = template.Must(base.Clone())
	}
	parsed, err := set.New(given.Name).Parse(given.Text)
	if err != nil {
		return Verdict{Outcome: Unparsable, Message: err.Error()}
	}
	read := referencesOf(parsed)
	verdict := Verdict{Constant: read.nothing}
	keys := append([]string{}, given.Keys...)
	if given.Open {
		keys = append(keys, read.keys...)
	}

	var failure error
	for _, placeholder := range placeholders {
		outcome, err := run(parsed, keys, placeholder)
		if err == nil {
			verdict.Outcome, verdict.Message = Rendered, ""
			if accepts(given.Accept, outcome) {
				verdict.Accepted = true
				return verdict
			}
			continue
		}
		// The first placeholder is plain text: its failure is told.
		if failure == nil {
			failure = err
		}
		if key, ok := read.keyMissing(err, keys); ok {
			return Verdict{Outcome: MissingKey, Message: err.Error(), Key: key, Constant: read.nothing}
		}
		if errors.Is(err, errNotEvaluated) {
			return Verdict{Outcome: Undecided, Message: err.Error(), Constant: read.nothing}
		}
		if read.nothing {
			return Verdict{Outcome: Failed, Message: err.Error(), Constant: true}
		}
	}
	if verdict.Outcome == Rendered {
		if !read.nothing && !neverAccepts(given.Accept, parsed) {
			verdict.Outcome, verdict.Message = Undecided, errFormDepends.Error()
		}
		return verdict
	}
	verdict.Message = failure.Error()
	verdict.Outcome = Undecided
	if read.failsAlways(failure) {
		verdict.Outcome = Failed
	}
	return verdict
}

// standsAlone says that a template neither defines nor calls another one, and
// is not empty: those need a set of their own, which takes far longer to make.
func standsAlone(text string) bool {
	for _, word := range []string{"define", "block", "template", "/*"} {
		if strings.Contains(text, word) {
			return false
		}
	}
	return strings.Contains(text, "{{")
}

func run(parsed *template.Template, keys []string, placeholder string) (outcome string, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("the engine gave up: %v", problem)
		}
	}()
	data := make(map[string]string, len(keys))
	for _, key := range keys {
		data[key] = placeholder
	}
	var out limitedBuilder
	if err := parsed.Execute(&out, data); err != nil {
		return "", err
	}
	return out.String(), nil
}

type limitedBuilder struct{ strings.Builder }

func (b *limitedBuilder) Write(piece []byte) (int, error) {
	if b.Len()+len(piece) > longestOutcome {
		return 0, errTooLong
	}
	return b.Builder.Write(piece)
}
