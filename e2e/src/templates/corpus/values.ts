import { lines } from './lines';

/** Defaults, types, JSON, YAML, encodings. */
export const VALUES = lines(String.raw`
{{ .text | default "none" }}{{ default "none" "" }}
{{ .nokey | default "none" }}
{{ default "none" .nokey }}
{{ default }}
{{ empty .text }}{{ empty "" }}{{ empty 0 }}
{{ coalesce "" .text "x" }}{{ coalesce }}
{{ coalesce .nokey .text }}
{{ all .text 1 }}{{ any "" 0 .text }}
{{ ternary "yes" "no" true }}{{ ternary "yes" "no" (eq .text "x") }}
{{ ternary "yes" "no" .text }}
{{ (ternary (dict "name" "x") .text (eq .number "42")).name }}
{{ (default (dict "name" "x") .text).name }}
{{ typeOf .text }}{{ typeIs "string" .text }}{{ typeIsLike "string" .text }}
{{ kindOf .text }}{{ kindIs "string" .text }}{{ kindOf . }}{{ typeOf . }}
{{ kindIs "string" }}
{{ if kindIs "map" (fromJson .json) }}{{ (fromJson .json).user.name }}{{ end }}
{{ if kindIs "string" .text }}{{ .text }}{{ else }}{{ .text.name }}{{ end }}
{{ fromJson .json | toJson }}
{{ (fromJson .json).user.name }}
{{ (fromJson .json).user.name.first }}
{{ (fromJson .json).nokey }}
{{ (fromJson .json).user.roles | join "," }}
{{ index (fromJson .json).user.roles 1 }}
{{ index (fromJson .json).user.roles 5 }}
{{ index (fromJson .json) "user" "name" }}
{{ (fromJson .text).user }}
{{ fromJson .text }}
{{ fromJson 5 }}
{{ mustFromJson .json | toJson }}
{{ mustFromJson .text }}
{{ (mustFromJson .json).user.roles | first }}
{{ with fromJson .json }}{{ .user.name }}{{ end }}
{{ with (fromJson .json).user }}{{ .nokey }}{{ end }}
{{ range (fromJson .json).user.roles }}{{ . }},{{ end }}
{{ range $key, $value := fromJson .json }}{{ $key }}{{ end }}
{{ get (fromJson .json) "count" }}
{{ (get (fromJson .json) "user").name }}
{{ get (fromJson .text) "count" }}
{{ hasKey (fromJson .json) "user" }}
{{ toJson . }}
{{ toJson .text }}{{ mustToJson .text }}{{ toPrettyJson (list 1 .text) }}
{{ mustToPrettyJson (dict "a" .text) }}{{ toRawJson "<&>" }}{{ mustToRawJson .text }}
{{ toJson }}
{{ toYaml . }}
{{ toYaml (dict "a" (list 1 .text)) }}
{{ toYaml .text | indent 2 }}
{{ (fromYaml .yaml).user.name }}
{{ (fromYaml .yaml).roles | first }}
{{ (fromYaml .yaml).nokey }}
{{ (fromYaml .text).Error }}
{{ (fromYaml .json).count }}
{{ fromYaml 5 }}
{{ fromYaml .yaml | toJson }}
{{ .text | b64enc }}{{ .text | b64enc | b64dec }}{{ .encoded | b64dec }}
{{ .text | b64dec }}
{{ b64dec 5 }}
{{ .text | b32enc }}{{ .text | b32enc | b32dec }}
{{ .text | b32dec }}
{{ b64enc }}
{{ printf "%s:%s" .text .number | b64enc }}
{{ (.encoded | b64dec).first }}
{{ .encoded | b64dec | mustFromJson }}
{{ .text | sha1sum }}{{ .text | sha256sum }}{{ .text | adler32sum }}
{{ sha256sum 5 }}
{{ sha512sum .text }}
{{ md5sum .text }}
{{ .text | html }}{{ .text | js }}{{ .text | urlquery }}
{{ html }}
{{ uuidv4 | len }}
{{ uuidv4 .text }}
{{ randBytes 8 | len }}
{{ randBytes -1 }}
{{ randBytes .number }}
`);
