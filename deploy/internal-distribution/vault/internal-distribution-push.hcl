# PushSecret: writes values of internal distribution, in paths of three parts.
# It merges one property into the others, and reads who manages a path, so it also
# reads; with deletionPolicy: Delete it removes what it has written.
path "secret/data/platform-data/+/+" {
  capabilities = ["create", "read", "update", "delete"]
}
path "secret/metadata/platform-data/+/+" {
  capabilities = ["create", "read", "update", "delete"]
}
path "secret/data/platform-config/+/+" {
  capabilities = ["create", "read", "update", "delete"]
}
path "secret/metadata/platform-config/+/+" {
  capabilities = ["create", "read", "update", "delete"]
}
