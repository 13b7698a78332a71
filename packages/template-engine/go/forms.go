package main

import (
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"strings"
	"text/template"
	"text/template/parse"

	"sigs.k8s.io/yaml"
)

var errFormDepends = errors.New("none of the placeholders gives the asked form")

// accepts says whether an outcome has the asked form.
func accepts(form, outcome string) bool {
	switch form {
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

// These give letters, digits and "+/=" only.
var encoders = map[string]bool{
	"b64enc": true, "b32enc": true, "sha1sum": true, "sha256sum": true,
	"adler32sum": true,
}

// neverAccepts says that no value can bring the asked form about. That no
// placeholder did is no proof: a value may hold whatever is missing.
func neverAccepts(form string, parsed *template.Template) bool {
	if parsed.Tree == nil || len(parsed.Root.Nodes) == 0 {
		return false
	}
	nodes := parsed.Root.Nodes
	switch form {
	case "json":
		return !mayBeginObject(textOf(nodes[0])) ||
			!mayEndObject(textOf(nodes[len(nodes)-1])) ||
			(len(nodes) == 1 && endsEncoded(nodes[0]))
	case "pem":
		fixed := ""
		for _, node := range nodes {
			if node.Type() != parse.NodeText && !endsEncoded(node) {
				return false
			}
			fixed += textOf(node)
		}
		return !strings.Contains(fixed, "-----BEGIN")
	}
	return false
}

// textOf gives the fixed text; empty where values decide.
func textOf(node parse.Node) string {
	if text, ok := node.(*parse.TextNode); ok {
		return string(text.Text)
	}
	return ""
}

func mayBeginObject(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	if text == "" {
		return true
	}
	if text[0] != '{' {
		return false
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); err != nil {
			// What only lacks its end may go on well.
			return err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF)
		}
	}
}

func mayEndObject(text string) bool {
	text = strings.TrimRight(text, " \t\r\n")
	return text == "" || strings.HasSuffix(text, "}")
}

// endsEncoded says that a node prints what one of the encoders gives.
func endsEncoded(node parse.Node) bool {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 {
		return false
	}
	last := action.Pipe.Cmds[len(action.Pipe.Cmds)-1]
	function, ok := last.Args[0].(*parse.IdentifierNode)
	return ok && encoders[function.Ident]
}
