import { lines } from './lines';

/** Lists and maps. */
export const LISTS = lines(String.raw`
{{ list 1 2 .text }}{{ tuple "a" "b" }}
{{ append (list 1) 2 }}{{ push (list 1) 2 }}{{ prepend (list 1) 0 }}
{{ mustAppend (list 1) 2 }}{{ mustPush (list 1) 2 }}{{ mustPrepend (list 1) 0 }}
{{ append .list 2 }}
{{ mustAppend .list 2 }}
{{ mustPush .text 2 }}
{{ prepend .list 2 }}
{{ mustPrepend 5 2 }}
{{ first (list 1 2) }}{{ last (list 1 2) }}{{ rest (list 1 2) }}{{ initial (list 1 2) }}
{{ mustFirst (list 1 2) }}{{ mustLast (list 1 2) }}{{ mustRest (list 1 2) }}{{ mustInitial (list 1 2) }}
{{ first list }}{{ last list }}{{ mustFirst list }}
{{ first .list }}
{{ mustLast .list }}
{{ rest .text }}
{{ mustInitial .text }}
{{ splitList "," .list | first }}{{ splitList "," .list | last }}
{{ index (splitList "," .list) 3 }}
{{ index (splitList "," .list) 9 }}
{{ reverse (list 1 2) }}{{ mustReverse (list 1 2) }}
{{ reverse .list }}
{{ mustReverse 5 }}
{{ uniq (list 1 1 2) }}{{ mustUniq (splitList "," .list) }}
{{ uniq .list }}
{{ mustUniq .list }}
{{ compact (list 0 1 "" 2) }}{{ mustCompact (list 0 1) }}
{{ compact .list }}
{{ mustCompact .list }}
{{ without (list 1 2 3) 2 }}{{ mustWithout (list 1 2) 1 }}
{{ without .list "a" }}
{{ mustWithout .list "a" }}
{{ has "a" (splitList "," .list) }}{{ mustHas 4 (list 1 2 4) }}
{{ has "a" .list }}
{{ mustHas "a" .list }}
{{ has "a" nil }}
{{ slice (list 1 2 3 4) 1 3 }}{{ mustSlice (list 1 2 3) 1 }}
{{ slice .text 1 3 }}
{{ mustSlice .text 1 3 }}
{{ slice (list 1 2) 5 9 }}
{{ concat (list 1) (list 2 3) }}
{{ concat (list 1) .list }}
{{ chunk 2 (list 1 2 3) }}{{ mustChunk 2 (list 1 2 3) }}
{{ chunk 2 .list }}
{{ mustChunk 0 (list 1 2) }}
{{ mustChunk 2 .list }}
{{ sortAlpha (list "b" "a") }}{{ sortAlpha .list }}
{{ range splitList "," .list }}[{{ . }}]{{ end }}
{{ range $index, $each := splitList "," .list }}{{ $index }}={{ $each }};{{ end }}
{{ range .list }}{{ . }}{{ end }}
{{ range splitList "," .list }}{{ $.text }}{{ else }}none{{ end }}
{{ range splitList "," .list }}{{ .text }}{{ end }}
{{ range splitList "," .list }}{{ if eq . "c" }}{{ break }}{{ end }}{{ . }}{{ end }}
{{ range splitList "," .list }}{{ if eq . "c" }}{{ continue }}{{ end }}{{ . }}{{ end }}
{{ $found := "" }}{{ range splitList "," .list }}{{ $found = . }}{{ end }}{{ $found }}
{{ (dict "a" 1 "b" .text).b }}
{{ dict "a" }}
{{ dict 1 2 }}
{{ (dict "a" 1).b }}
{{ get (dict "a" 1) "a" }}{{ get (dict "a" 1) "b" }}
{{ get .text "a" }}
{{ set (dict "a" 1) "b" .text }}
{{ set .text "a" 1 }}
{{ unset (dict "a" 1) "a" }}{{ hasKey (dict "a" 1) "a" }}
{{ hasKey .text "a" }}
{{ hasKey . "text" }}
{{ get . "text" }}
{{ index . "text" }}
{{ index . "nokey" }}
{{ index .text 0 }}
{{ index .text 900 }}
{{ index .text "a" }}
{{ pluck "a" (dict "a" 1) (dict "a" 2) }}
{{ dig "a" "b" "none" (dict "a" (dict "b" 1)) }}{{ dig "x" "none" (dict "a" 1) }}
{{ dig "a" "b" "none" (dict "a" 1) }}
{{ dig "a" }}
{{ dig "a" "none" .text }}
{{ dig "user" "name" "none" (fromJson .json) }}
{{ keys (dict "a" 1) (dict "b" 2) | sortAlpha }}{{ values (dict "a" 1) }}
{{ keys .text }}
{{ values .text }}
{{ pick (dict "a" 1 "b" 2) "a" }}{{ omit (dict "a" 1 "b" 2) "a" }}
{{ pick .text "a" }}
{{ omit (fromJson .json) "user" | toJson }}
{{ merge (dict "a" 1) (dict "b" 2) }}{{ mergeOverwrite (dict "a" 1) (dict "a" 2) }}
{{ mustMerge (dict "a" 1) (dict "b" 2) }}{{ mustMergeOverwrite (dict "a" 1) (dict "a" 2) }}
{{ merge (dict "a" 1) .text }}
{{ mustMerge (dict "a" 1) (fromJson .json) | toJson }}
{{ mustMergeOverwrite .text (dict "a" 1) }}
{{ deepCopy (dict "a" 1) }}{{ mustDeepCopy (list 1) }}
{{ mustDeepCopy nil }}
{{ deepEqual (list 1) (list 1) }}{{ deepEqual .text .text }}
{{ deepEqual .text }}
{{ len .text }}{{ len (list 1 2) }}
{{ len 5 }}
{{ len nil }}
{{ range $key, $value := . }}{{ $key }}{{ $value | len }}{{ end }}
{{ range . }}{{ .first }}{{ end }}
`);
