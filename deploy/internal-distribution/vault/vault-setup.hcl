# For the token of central-secrets vault-setup, and for nothing else: it writes
# policies, so it is as powerful as an administrator. Revoke it afterwards.
path "sys/mounts" {
  capabilities = ["read"]
}
path "sys/mounts/secret" {
  capabilities = ["create", "update"]
}
path "secret/config" {
  capabilities = ["read"]
}
path "sys/auth" {
  capabilities = ["read"]
}
path "sys/auth/kubernetes" {
  capabilities = ["create", "update", "sudo"]
}
path "auth/kubernetes/config" {
  capabilities = ["create", "read", "update"]
}
path "auth/kubernetes/role/external-secrets" {
  capabilities = ["create", "read", "update"]
}
path "sys/policies/acl/internal-distribution-push" {
  capabilities = ["create", "read", "update"]
}
path "sys/policies/acl/internal-distribution-read" {
  capabilities = ["create", "read", "update"]
}
path "sys/audit" {
  capabilities = ["read", "sudo"]
}
