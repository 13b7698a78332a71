# ExternalSecret: reads values of internal distribution, each by its path. It may
# not list: no ExternalSecret can find what it does not know.
path "secret/data/platform-data/+/+" {
  capabilities = ["read"]
}
path "secret/data/platform-config/+/+" {
  capabilities = ["read"]
}
