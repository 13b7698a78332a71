import { lines } from './lines';

/** Functions on numbers. */
export const NUMBERS = lines(String.raw`
{{ .number | atoi }}{{ .text | atoi }}
{{ atoi 5 }}
{{ .number | int64 }}{{ .number | int }}{{ .number | float64 }}
{{ .text | int64 }}{{ .text | int }}{{ .text | float64 }}
{{ int }}
{{ toDecimal "0777" }}{{ .number | toDecimal }}
{{ seq 5 }}{{ seq 1 2 9 }}
{{ seq 0 -2 -9 }}
{{ seq .number }}
{{ until 5 }}{{ untilStep 0 9 3 }}
{{ until -5 }}
{{ untilStep 9 0 3 }}
{{ untilStep 0 9 0 }}
{{ until .number }}
{{ until (.number | int) | len }}
{{ .number | add1 }}{{ add 1 .number 3 }}{{ sub .number 1 }}{{ mul 2 .number 3 }}
{{ div .number 5 }}{{ mod .number 5 }}
{{ div 1 0 }}
{{ mod 1 0 }}
{{ div 1 .text }}
{{ div 1 .number }}
{{ mod 100 .number }}
{{ sub 1 }}
{{ randInt 1 9 }}
{{ randInt 9 1 }}
{{ randInt 5 5 }}
{{ add1f 1.5 }}{{ addf 1.5 .number }}{{ subf 9.5 1 }}{{ divf 9 2 }}{{ mulf 1.5 2 }}
{{ divf 1 0 }}
{{ divf 1 .text }}
{{ biggest 1 .number 3 }}{{ max 1 2 }}{{ min 1 .number }}
{{ maxf 1.5 .number }}{{ minf 1.5 2 }}
{{ ceil 1.5 }}{{ floor 1.5 }}{{ round 1.2345 2 }}
{{ ceil .number }}{{ floor .text }}{{ round .number 1 }}
{{ round 1.2345 }}
{{ round 1.2345 "2" }}
{{ max }}
{{ lt .number 5 }}
{{ lt (.number | int) 50 }}{{ le 1 2 }}{{ gt 2 1 }}{{ ge 2.5 2.5 }}
{{ gt 1 1.5 }}
{{ eq .number "42" }}{{ ne .number "42" }}
{{ eq .number 42 }}
{{ eq 1 "1" }}
{{ if gt (.number | int) 10 }}{{ .number }}{{ else }}{{ fail "too small" }}{{ end }}
{{ if lt (.number | int) 10 }}{{ .number }}{{ else }}{{ fail "too great" }}{{ end }}
{{ .number | int | printf "%03d" }}
{{ print .number 1 2 }}{{ println .number }}{{ printf "%s-%q" .number .text }}
{{ printf }}
{{ printf .number .text }}
`);
