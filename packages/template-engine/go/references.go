package main

import (
	"strings"
	"text/template"
	"text/template/parse"
)

// references are the fetched keys that a template names.
type references struct {
	// keys are those in whatever branch.
	keys []string
	// always are the fields, as they are written, that are looked at whatever
	// the values are: ".token", ".token.user".
	always map[string]bool
	// branches says that values may decide what is looked at.
	branches bool
	// nothing says that the template does the same each time: it does not look
	// at the data, nor at the clock, nor at chance.
	nothing bool
}

// What these give is different each time.
var changing = map[string]bool{
	"now": true, "ago": true, "date": true, "htmlDate": true, "uuidv4": true,
	"shuffle": true, "randInt": true, "randBytes": true, "randAlphaNum": true,
	"randAlpha": true, "randAscii": true, "randNumeric": true,
	"encryptAES": true,
}

func referencesOf(main *template.Template) references {
	walk := walker{
		main:    main,
		known:   map[string]bool{},
		always:  map[string]bool{},
		entered: map[string]bool{},
	}
	if main.Tree != nil {
		walk.node(main.Tree.Root, true)
	}
	found := references{
		always:   walk.always,
		branches: walk.branches,
		nothing:  !walk.looksAtData,
	}
	for key := range walk.known {
		found.keys = append(found.keys, key)
	}
	return found
}

// walker follows the dot: what ".key" means depends on whether the dot still
// is the data ("atRoot") or was moved by range, with or template.
type walker struct {
	main        *template.Template
	known       map[string]bool
	always      map[string]bool
	entered     map[string]bool
	branches    bool
	looksAtData bool
	// How many values decide over whether we come here.
	conditions int
}

func (w *walker) node(node parse.Node, atRoot bool) {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, each := range n.Nodes {
			w.node(each, atRoot)
		}
	case *parse.ActionNode:
		w.node(n.Pipe, atRoot)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, command := range n.Cmds {
			w.command(command, atRoot)
		}
	case *parse.IfNode:
		w.branch(&n.BranchNode, atRoot, atRoot)
	case *parse.RangeNode:
		w.branch(&n.BranchNode, atRoot, false)
	case *parse.WithNode:
		w.branch(&n.BranchNode, atRoot, isData(n.Pipe, atRoot))
	case *parse.TemplateNode:
		w.call(n, atRoot)
	case *parse.IdentifierNode:
		w.looksAtData = w.looksAtData || changing[n.Ident]
	case *parse.DotNode:
		w.looksAtData = w.looksAtData || atRoot
	case *parse.FieldNode:
		w.field(n.Ident, atRoot)
	case *parse.VariableNode:
		w.looksAtData = true
		if n.Ident[0] == "$" && len(n.Ident) > 1 {
			w.field(n.Ident[1:], true)
		}
	case *parse.ChainNode:
		w.node(n.Node, atRoot)
	}
}

// command walks over a function and its arguments. "and" and "or" look at the
// later ones only where the earlier ones let them.
func (w *walker) command(n *parse.CommandNode, atRoot bool) {
	function, _ := n.Args[0].(*parse.IdentifierNode)
	lazy := function != nil && (function.Ident == "and" || function.Ident == "or")
	for index, argument := range n.Args {
		if lazy && index > 1 {
			w.maybe(func() { w.node(argument, atRoot) })
			continue
		}
		w.node(argument, atRoot)
	}
}

func (w *walker) field(names []string, atRoot bool) {
	w.looksAtData = true
	if !atRoot {
		return
	}
	w.known[names[0]] = true
	if w.conditions == 0 {
		w.always["."+names[0]] = true
		w.always["."+strings.Join(names, ".")] = true
	}
}

func (w *walker) branch(n *parse.BranchNode, atRoot, insideAtRoot bool) {
	w.node(n.Pipe, atRoot)
	w.maybe(func() {
		w.node(n.List, insideAtRoot)
		w.node(n.ElseList, atRoot)
	})
}

func (w *walker) maybe(walk func()) {
	w.branches = true
	w.conditions++
	walk()
	w.conditions--
}

func (w *walker) call(n *parse.TemplateNode, atRoot bool) {
	w.node(n.Pipe, atRoot)
	called := w.main.Lookup(n.Name)
	if called == nil || called.Tree == nil || w.entered[n.Name] {
		return
	}
	w.entered[n.Name] = true
	// Inside a called template "$" is what it was called with.
	if isData(n.Pipe, atRoot) {
		w.node(called.Tree.Root, true)
	}
}

// isData says whether a pipeline is just "." or "$" with the data in it.
func isData(pipe *parse.PipeNode, atRoot bool) bool {
	if pipe == nil || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return false
	}
	switch n := pipe.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		return atRoot
	case *parse.VariableNode:
		return len(n.Ident) == 1 && n.Ident[0] == "$"
	}
	return false
}
