package main

import (
	"errors"
	"fmt"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

// The operator takes these away from sprig.
var removed = []string{"env", "expandenv"}

// Some releases of the operator have these and others do not: getHostByName
// and getSecretKey were there before, certSANs came later.
var notInEveryRelease = []string{"getHostByName", "getSecretKey", "certSANs"}

// The operator's further functions that need real keys and certificates.
// They are known, so that templates with them can be parsed.
var needRealValues = []string{
	"pkcs12key", "pkcs12keyPass", "pkcs12cert", "pkcs12certPass",
	"pemToPkcs12", "pemToPkcs12Pass", "fullPemToPkcs12", "fullPemToPkcs12Pass",
	"pemTruststoreToPKCS12", "pemTruststoreToPKCS12Pass",
	"filterPEM", "filterCertChain",
	"jwkPublicKeyPem", "jwkPrivateKeyPem", "rsaDecrypt",
}

// sprig's functions that make keys: seconds of work for an outcome that is
// different each time.
var tooSlow = []string{
	"genPrivateKey", "genCA", "genCAWithKey", "genSelfSignedCert",
	"genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey",
	"derivePassword", "bcrypt", "htpasswd",
}

var (
	errNotEvaluated   = errors.New("cannot be evaluated without real values")
	errReleasesDiffer = fmt.Errorf("is not in every release of the operator, and %w", errNotEvaluated)
)

func functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	for _, name := range removed {
		delete(all, name)
	}
	leaveOut := func(names []string, reason error) {
		for _, name := range names {
			all[name] = func(...any) (string, error) {
				return "", fmt.Errorf("%s %w", name, reason)
			}
		}
	}
	leaveOut(needRealValues, errNotEvaluated)
	leaveOut(tooSlow, errNotEvaluated)
	leaveOut(notInEveryRelease, errReleasesDiffer)
	all["toYaml"] = toYaml
	all["fromYaml"] = fromYaml
	return all
}

// toYaml never fails, as in the operator: what has no YAML form is empty.
func toYaml(value any) string {
	text, err := yaml.Marshal(value)
	if err != nil || len(text) == 0 {
		return ""
	}
	return string(text[:len(text)-1])
}

// fromYaml never fails, as in the operator: the map says under "Error" why it
// could not be read.
func fromYaml(text string) map[string]any {
	read := map[string]any{}
	if err := yaml.Unmarshal([]byte(text), &read); err != nil {
		read = map[string]any{"Error": err.Error()}
	}
	return read
}
