// Vault's own server, in memory: the key/value engine, the Kubernetes login and
// the file audit device, without the plugins that the tests do not use.
//
// It initializes and unseals itself, prints one line of JSON with its root token
// and its unseal key, and serves until it is stopped. Everything else (mounts,
// policies, roles, sealing) is done over its API.
package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"

	"github.com/hashicorp/go-hclog"
	kubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/audit"
	"github.com/hashicorp/vault/builtin/audit/file"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

func main() {
	address := flag.String("address", "127.0.0.1:8200", "host and port to serve on")
	certificate := flag.String("certificate", "", "file of the serving certificate")
	key := flag.String("key", "", "file of its private key")
	flag.Parse()
	if err := serve(*address, *certificate, *key); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(address, certificate, key string) error {
	logger := hclog.New(&hclog.LoggerOptions{Output: os.Stderr, Level: hclog.Warn})
	storage, err := inmem.NewInmem(nil, logger)
	if err != nil {
		return err
	}
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:        storage,
		Logger:          logger,
		DisableMlock:    true,
		BuiltinRegistry: builtins{},
		// Without "kv" here, a mount of version 2 serves version 1.
		LogicalBackends:    map[string]logical.Factory{"kv": kv.Factory},
		CredentialBackends: map[string]logical.Factory{"kubernetes": kubernetes.Factory},
		AuditBackends:      map[string]audit.Factory{"file": file.Factory},
	})
	if err != nil {
		return err
	}
	started, err := core.Initialize(context.Background(), &vault.InitParams{
		BarrierConfig:  &vault.SealConfig{SecretShares: 1, SecretThreshold: 1},
		RecoveryConfig: &vault.SealConfig{SecretShares: 1, SecretThreshold: 1},
	})
	if err != nil {
		return err
	}
	if _, err := core.Unseal(started.SecretShares[0]); err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{
		"rootToken": started.RootToken,
		"unsealKey": hex.EncodeToString(started.SecretShares[0]),
	}); err != nil {
		return err
	}
	server := http.Server{
		Addr:    address,
		Handler: vaulthttp.Handler.Handler(&vault.HandlerProperties{Core: core}),
	}
	return server.ListenAndServeTLS(certificate, key)
}

// builtins is the registry of the plugins in this program.
type builtins struct{}

func (builtins) Contains(name string, pluginType consts.PluginType) bool {
	_, found := builtins{}.Get(name, pluginType)
	return found
}

func (builtins) Get(name string, pluginType consts.PluginType) (func() (interface{}, error), bool) {
	var factory logical.Factory
	switch {
	case pluginType == consts.PluginTypeSecrets && name == "kv":
		factory = kv.Factory
	case pluginType == consts.PluginTypeCredential && name == "kubernetes":
		factory = kubernetes.Factory
	default:
		return nil, false
	}
	return func() (interface{}, error) { return factory, nil }, true
}

func (builtins) Keys(pluginType consts.PluginType) []string {
	switch pluginType {
	case consts.PluginTypeSecrets:
		return []string{"kv"}
	case consts.PluginTypeCredential:
		return []string{"kubernetes"}
	default:
		return nil
	}
}

func (builtins) DeprecationStatus(name string, pluginType consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, builtins{}.Contains(name, pluginType)
}
