/** A store as it was written for `v1beta1`. */
export const STORE = `apiVersion: external-secrets.io/v1beta1
kind: ClusterSecretStore
metadata:
  name: central-secret-store
spec:
  provider:
    kubernetes:
      server:
        caProvider:
          type: ConfigMap
          name: kube-root-ca.crt
          key: ca.crt
          namespace: kube-system
      auth:
        serviceAccount:
          name: external-secrets
          namespace: external-secrets-system
      remoteNamespace: central-secret-store
`;

/** The smallest distribution, as it was written for `v1beta1`. */
export const MY_NEW_SECRET = `apiVersion: external-secrets.io/v1beta1
kind: ClusterExternalSecret
metadata:
  name: my-new-secret
spec:
  namespaceSelector:
    matchLabels:
      secrets/my-new-secret: "true"
  externalSecretSpec:
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: my-new-secret
    data:
    - secretKey: key1
      remoteRef:
        key: my-new-secret
        property: key1
`;

/**
 * A registry credential for `v1beta1`. Its quotes have backslashes, as if they
 * stood in a quoted text; in a block they reach the template.
 */
export const REGISTRY = `apiVersion: external-secrets.io/v1beta1
kind: ClusterExternalSecret
metadata:
  name: application-docker-registry
spec:
  namespaceSelector:
    matchLabels:
      secrets/gh-docker-registry: 'true'
  externalSecretSpec:
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: gh-docker-registry-creds
      template:
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: |
            {
              "auths": {
                "ghcr.io": {
                  "username": "{{ .username }}",
                  "password": "{{ .token }}",
                  "auth": "{{ printf \\"%s:%s\\" .username .token | b64enc }}"
                }
              }
            }
    data:
      - secretKey: username
        remoteRef:
          key: github-pat
          property: username
      - secretKey: token
        remoteRef:
          key: github-pat
          property: token
`;

/** A registry credential for Kargo, for `v1beta1`. */
export const KARGO = `apiVersion: external-secrets.io/v1beta1
kind: ClusterExternalSecret
metadata:
  name: kargo-docker-registry
spec:
  namespaceSelector:
    matchLabels:
      secrets/kargo-docker-registry: 'true'
  externalSecretSpec:
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: kargo-docker-registry-creds
      template:
        type: Opaque
        metadata:
          labels:
            managed-by: external-secrets
            source: central-secret-store
            secret-type: docker-registry
            kargo.akuity.io/cred-type: image
        data:
          username: "{{ .username }}"
          password: "{{ .token }}"
          repoURL: "{{ .repoURL }}"
    data:
      - secretKey: username
        remoteRef: {key: github-pat, property: username}
      - secretKey: token
        remoteRef: {key: github-pat, property: token}
      - secretKey: repoURL
        remoteRef: {key: github-pat, property: image-repo-url}
`;
