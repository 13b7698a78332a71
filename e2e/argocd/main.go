// Command argocd lists the references of a Git repository as Argo CD would: it
// finds the credentials among a namespace's Secrets by Argo CD's own rules,
// and uses them through Argo CD's own Git client.
//
//	argocd NAMESPACE URL
//
// Prints one reference a line. KUBECONFIG names the cluster, and
// ARGOCD_TLS_DATA_PATH a folder with a certificate authority per host.
//
// It also judges the health of objects by a script, as Argo CD would:
//
//	argocd health SCRIPT
//
// Reads objects in JSON, one a line, and prints the health of each, in JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/argoproj/argo-cd/v3/util/db"
	"github.com/argoproj/argo-cd/v3/util/git"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/argo-cd/v3/util/settings"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) != 2 {
		return errors.New("usage: argocd NAMESPACE URL, or argocd health SCRIPT")
	}
	if args[0] == "health" {
		return judgeHealth(args[1], os.Stdin, os.Stdout)
	}
	namespace, url := args[0], args[1]
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return err
	}
	clientset, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	manager := settings.NewSettingsManager(ctx, clientset, namespace)
	repository, err := db.NewDB(namespace, manager, clientset).GetRepository(ctx, url, "")
	if err != nil {
		return fmt.Errorf("looking for credentials: %w", err)
	}
	client, err := git.NewClient(
		repository.Repo,
		repository.GetGitCreds(git.NoopCredsStore{}),
		repository.IsInsecure(),
		repository.IsLFSEnabled(),
		repository.Proxy,
		repository.NoProxy,
	)
	if err != nil {
		return err
	}
	references, err := client.LsRefs()
	if err != nil {
		return err
	}
	for _, branch := range references.Branches {
		fmt.Println(branch)
	}
	return nil
}

func judgeHealth(file string, objects io.Reader, judged io.Writer) error {
	script, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(objects)
	encoder := json.NewEncoder(judged)
	for {
		var object map[string]any
		if err := decoder.Decode(&object); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		health, err := lua.VM{}.ExecuteHealthLua(&unstructured.Unstructured{Object: object}, string(script))
		if err != nil {
			return err
		}
		if err := encoder.Encode(health); err != nil {
			return err
		}
	}
}
