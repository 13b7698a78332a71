import { lines } from './lines';

/** Functions on texts. */
export const STRINGS = lines(String.raw`
{{ .text }}
{{ .text | abbrev 8 }}
{{ abbrev "8" .text }}
{{ .text | abbrevboth 5 9 }}
{{ .text | trunc 5 }}
{{ .text | trunc -5 }}
{{ trunc .text 5 }}
{{ "  a  " | trim }}-{{ .text | trim }}
{{ trim }}
{{ .text | upper }}{{ .text | lower }}{{ .text | title }}{{ .text | untitle }}
{{ upper 5 }}
{{ .text | substr 0 5 }}
{{ .text | substr -1 500 }}
{{ substr 5 2 .text }}
{{ .text | repeat 3 }}
{{ repeat .text 3 }}
{{ repeat -1 .text }}
{{ repeat -1 "x" }}
{{ repeat 2000000 "x" }}
{{ repeat 200000 .text }}
{{ trimall "$" "$5.00$" }}{{ .text | trimall "H" }}
{{ trimAll "$" "$5.00$" }}
{{ .text | trimSuffix "World" | trimPrefix "Hello" }}
{{ trimPrefix .text }}
{{ .text | nospace }}{{ .text | initials }}{{ .text | swapcase }}
{{ initials 5 }}
{{ randAlphaNum 8 }}{{ randAlpha 8 }}{{ randAscii 8 }}{{ randNumeric 8 }}
{{ randAlphaNum .number }}
{{ randAlphaNum (atoi .number) }}
{{ .text | shuffle | len }}
{{ .text | snakecase }}{{ .text | camelcase }}{{ .text | kebabcase }}
{{ .text | wrap 5 }}
{{ .text | wrapWith 5 "\t" }}
{{ wrapWith 5 .text }}
{{ contains "World" .text }}{{ hasPrefix "He" .text }}{{ hasSuffix "ld" .text }}
{{ if contains "World" .text }}yes{{ else }}{{ fail "no world" }}{{ end }}
{{ if not (contains "World" .text) }}yes{{ else }}{{ fail "world" }}{{ end }}
{{ contains .text }}
{{ .text | quote }}{{ .text | squote }}{{ quote 1 2 .text }}
{{ cat "one" .text 3 }}
{{ .text | indent 4 }}{{ .text | nindent 4 }}
{{ indent "4" .text }}
{{ .text | indent -1 }}
{{ .text | replace "World" "Jane" }}
{{ replace "a" .text }}
{{ len .list | plural "one" "many" }}
{{ plural "one" "many" .number }}
{{ .number | int | plural "one" "many" }}
{{ toString 5 }}{{ .text | toString }}
{{ hello }}
{{ hello .text }}
{{ splitList "," .list | join "+" }}
{{ (split "," .list)._0 }}
{{ (split "," .list)._9 }}
{{ (splitn "," 2 .list)._1 }}
{{ splitn "," "2" .list }}
{{ .list | splitList "," | toStrings | sortAlpha | join "" }}
{{ toStrings .list }}
{{ join "," .list }}
{{ .text.first }}
{{ $.text.first }}
{{ if false }}{{ .text.first }}{{ end }}
{{ if eq .text "Hello, World" }}fine{{ else }}{{ .text.first }}{{ end }}
{{ .text | upper | lower | title | quote | squote | trunc 200 }}
`);
