import { lines } from './lines';

/** Keys, certificates and passwords: sprig's functions and the operator's own. */
export const KEYS = lines(String.raw`
{{ bcrypt .text | len }}{{ htpasswd "jane" .text | len }}
{{ htpasswd "ja:ne" .text }}
{{ bcrypt 5 }}
{{ derivePassword 1 "long" .text "jane" "example.test" }}
{{ derivePassword 1 "no-such-type" .text "jane" "example.test" }}
{{ genPrivateKey "ecdsa" | len }}{{ genPrivateKey "ed25519" | len }}
{{ genPrivateKey "no-such-type" }}
{{ genPrivateKey .text }}
{{ (genCA "not a real authority" 1).Cert | len }}
{{ (genCAWithKey "not a real authority" 1 .privateKey).Cert | len }}
{{ (genCAWithKey "not a real authority" 1 .text).Cert | len }}
{{ (genSelfSignedCert "example.test" nil (list "example.test") 1).Key | len }}
{{ (genSelfSignedCert "example.test" (list "no address") nil 1).Key | len }}
{{ (genSelfSignedCertWithKey "example.test" nil nil 1 .privateKey).Cert | len }}
{{ $ca := genCAWithKey "x" 1 .privateKey }}{{ (genSignedCert "y" nil nil 1 $ca).Cert | len }}
{{ $ca := genCAWithKey "x" 1 .privateKey }}{{ (genSignedCertWithKey "y" nil nil 1 $ca .privateKey).Cert | len }}
{{ genSignedCert "y" nil nil 1 .text }}
{{ (buildCustomCert (b64enc .certificate) (b64enc .privateKey)).Cert | len }}
{{ buildCustomCert .certificate .privateKey }}
{{ buildCustomCert "no base64" "at all" }}
{{ encryptAES "pass" .text | decryptAES "pass" }}
{{ encryptAES "pass" .text | len }}
{{ decryptAES "pass" .text }}
{{ decryptAES "pass" "no base64" }}
{{ .pkcs12 | b64dec | pkcs12key | len }}{{ .pkcs12 | b64dec | pkcs12cert | len }}
{{ .pkcs12 | pkcs12key }}
{{ pkcs12cert .text }}
{{ .pkcs12 | b64dec | pkcs12keyPass "" | len }}{{ .pkcs12 | b64dec | pkcs12certPass "" | len }}
{{ .pkcs12 | b64dec | pkcs12keyPass "wrong" }}
{{ .pkcs12 | b64dec | pkcs12certPass "wrong" }}
{{ pkcs12keyPass .pkcs12 }}
{{ pemToPkcs12 .certificate .privateKey | len }}{{ pemToPkcs12Pass .certificate .privateKey "pass" | len }}
{{ pemToPkcs12 .text .privateKey }}
{{ pemToPkcs12 .certificate .text }}
{{ fullPemToPkcs12 .certificate .privateKey | len }}{{ fullPemToPkcs12Pass .certificate .privateKey "pass" | len }}
{{ fullPemToPkcs12Pass .certificate "pass" }}
{{ pemTruststoreToPKCS12 .certificate | len }}{{ pemTruststoreToPKCS12Pass .certificate "pass" | len }}
{{ pemTruststoreToPKCS12 .text }}
{{ filterPEM "CERTIFICATE" .certificate | len }}{{ filterPEM "PRIVATE KEY" .privateKey | len }}
{{ filterPEM "CERTIFICATE" .text }}
{{ filterPEM .certificate }}
{{ filterCertChain "leaf" .certificate | len }}{{ filterCertChain "root" .certificate | len }}
{{ filterCertChain "intermediate" .certificate | len }}
{{ filterCertChain "leaf" .text }}
{{ certSANs .certificate }}
{{ jwkPublicKeyPem .jwk | len }}{{ jwkPrivateKeyPem .jwk | len }}
{{ jwkPublicKeyPem .text }}
{{ jwkPrivateKeyPem .json }}
{{ rsaDecrypt "RSA-OAEP" "SHA256" (.cipher | b64dec) .rsaKey }}
{{ rsaDecrypt "None" "None" .text .text }}
{{ rsaDecrypt "RSA-OAEP" "SHA1" (.cipher | b64dec) .rsaKey }}
{{ rsaDecrypt "no-such-scheme" "SHA256" .text .rsaKey }}
{{ rsaDecrypt "RSA-OAEP" "SHA256" .text .text }}
{{ getSecretKey "no-such-secret" "default" "key" }}
{{ getHostByName "localhost" }}
{{ if .privateKey }}{{ .privateKey | b64enc | len }}{{ end }}
{{ if false }}{{ genCA "x" 1 }}{{ end }}{{ .text }}
{{ .nokey | pkcs12key }}
`);
