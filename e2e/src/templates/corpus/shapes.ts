/** A template whose outcome the API server takes only in one form. */
export interface Shape {
  readonly type: string;
  readonly key: string;
  readonly text: string;
}

const docker = (text: string): Shape => ({
  type: 'kubernetes.io/dockerconfigjson',
  key: '.dockerconfigjson',
  text,
});

/** Docker configurations, which the API server reads as JSON. */
export const SHAPES: readonly Shape[] = [
  '{"auths":{"x":{"username":"{{ .number }}"}}}',
  '{"auths":{"x":{"username":"{{ .quoted }}"}}}',
  '{"auths":{"x":{"username":{{ .quoted | toJson }}}}}',
  '{"auths":{"x":{{ .json }}}}',
  '{{ .json }}',
  '{{ .text }}',
  '{{ .text | b64enc }}',
  '{{ .dockerEncoded | b64dec }}',
  '{{ .text | sha256sum }}',
  '{auths: {{ .json }}}',
  'Hello {{ .text }}',
  '{"auths":"{{ .text }}"',
  '{"auths":{"x":"{{ .text }}"}',
  '{{ if eq .number "42" }}{"auths":{}}{{ end }}',
  '{{ if eq .number "42" }}no{{ else }}{"auths":{}}{{ end }}',
  '{{ dict "auths" (dict .text .number) | toJson }}',
  '{{ dict "auths" (dict .text .number) | toYaml }}',
  '{{ .json | fromJson | toJson }}',
  '[]',
  '{}',
  'null',
  '',
  '{{ trimPrefix "x" .text }}{{ .json }}',
  '{{ trimSuffix "World" .text | replace "Hello, " "" }}{{ .json }}',
].map(docker);
