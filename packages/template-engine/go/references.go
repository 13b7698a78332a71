package main

import (
	"text/template"
	"text/template/parse"
)

// references are the fetched keys that a template names, in whatever branch.
type references struct {
	keys []string
	// nothing says that the template does not look at the data at all.
	nothing bool
}

func referencesOf(main *template.Template) references {
	walk := walker{main: main, known: map[string]bool{}, entered: map[string]bool{}}
	if main.Tree != nil {
		walk.node(main.Tree.Root, true)
	}
	found := references{nothing: !walk.looksAtData}
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
	entered     map[string]bool
	looksAtData bool
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
			for _, argument := range command.Args {
				w.node(argument, atRoot)
			}
		}
	case *parse.IfNode:
		w.branch(&n.BranchNode, atRoot, atRoot)
	case *parse.RangeNode:
		w.branch(&n.BranchNode, atRoot, false)
	case *parse.WithNode:
		w.branch(&n.BranchNode, atRoot, isData(n.Pipe, atRoot))
	case *parse.TemplateNode:
		w.call(n, atRoot)
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

func (w *walker) field(names []string, atRoot bool) {
	w.looksAtData = true
	if atRoot {
		w.known[names[0]] = true
	}
}

func (w *walker) branch(n *parse.BranchNode, atRoot, insideAtRoot bool) {
	w.node(n.Pipe, atRoot)
	w.node(n.List, insideAtRoot)
	w.node(n.ElseList, atRoot)
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
