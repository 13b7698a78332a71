import { lines } from './lines';

/**
 * The language itself: conditions, variables, nested templates, and the
 * templates that it refuses.
 */
export const FLOW = lines(String.raw`
no action at all
{{/* a remark */}}{{ .text }}
{{- .text -}}
{{ if .text }}a{{ else if .number }}b{{ else }}c{{ end }}
{{ if and .text .number }}both{{ end }}{{ if or "" .text }}one{{ end }}{{ not .text }}
{{ and .text .nokey }}
{{ or .text .nokey }}
{{ and "" .nokey }}
{{ or "" .nokey }}
{{ if .nokey }}a{{ end }}
{{ if .text }}{{ .nokey }}{{ end }}
{{ if not .text }}{{ .nokey }}{{ end }}
{{ if eq .text "Hello, World" }}a{{ else }}{{ .nokey }}{{ end }}
{{ if ne .text "Hello, World" }}{{ .nokey }}{{ end }}{{ .text }}
{{ if eq .text "Hello, World" }}{{ .nokey }}{{ end }}
{{ if eq .text "Hello, World" }}{{ repeat .text .number }}{{ end }}
{{ with .text }}{{ . }}{{ end }}
{{ with .text }}{{ .number }}{{ end }}
{{ with .text }}{{ $.number }}{{ else }}none{{ end }}
{{ with $ }}{{ .text }}{{ end }}
{{ with . }}{{ .nokey }}{{ end }}
{{ $value := .text }}{{ $value | upper }}
{{ $value := .text }}{{ $value.first }}
{{ $value := .text }}{{ if eq $value "x" }}{{ $value = dict "first" 1 }}{{ $value.first }}{{ end }}{{ $value }}
{{ $unknown }}
{{ define "one" }}{{ .text }}{{ end }}{{ template "one" . }}
{{ define "one" }}{{ . }}{{ end }}{{ template "one" .text }}
{{ define "one" }}{{ .nokey }}{{ end }}{{ template "one" . }}
{{ define "one" }}{{ .nokey }}{{ end }}{{ .text }}
{{ define "one" }}{{ .first }}{{ end }}{{ template "one" .text }}
{{ block "one" . }}{{ .text }}{{ end }}
{{ template "none" . }}
{{ define "one" }}{{ template "one" . }}{{ end }}{{ template "one" . }}
{{ fail "never" }}
{{ fail .text }}
{{ if false }}{{ fail "never" }}{{ end }}
{{ fail }}
{{ call .text }}
{{ call 5 }}
{{ .text .number }}
{{ .text | .number }}
{{ . }}
{{ $ }}
{{ .nokey }}
{{ .nokey.first }}
{{ $.nokey }}
{{ .nokey | b64enc }}
{{ .text }}{{ .nokey }}
{{ .Text }}
{{ index . "te" }}
{{ nofunc .text }}
{{ .text | nofunc }}
{{ if false }}{{ nofunc }}{{ end }}
{{ env "HOME" }}
{{ expandenv "$HOME" }}
{{ lookup "v1" "Secret" "default" "x" }}
{{ include "one" . }}
{{ tpl .text . }}
{{ required "needed" .text }}
{{ toToml . }}
{{ .text
{{ .text }
{{ if .text }}a
{{ end }}
{{ else }}
{{ "unclosed }}
{{ 'c' }}
{{ .text | }}
{{ | upper }}
{{ .text upper }}
{{ \"text\" }}
{{ .te-xt }}
{{ (.text }}
{{ range .list }}
{{ break }}
{{ 1 | 2 }}
{{ nil }}
{{ true }}{{ 1.5 }}{{ 0x1F }}{{ "a\tb" }}
{{ {{ .text }} }}
}} {{ .text }}
{{}}
{{ index .text }}
{{ index }}
{{ slice .text 0 3 }}
{{ eq .text }}
{{ eq .text .number .list "Hello, World" }}
{{ eq . . }}
{{ lt .text .number }}
{{ lt .text 5 }}
{{ not }}
`);
