// Command operator is the External Secrets Operator's own controller, built
// from its published Go module, because the tests must meet the real one.
package main

import "github.com/external-secrets/external-secrets/cmd/controller"

func main() {
	controller.Execute()
}
