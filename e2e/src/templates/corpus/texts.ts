import { lines } from './lines';

/** Dates, regular expressions, paths, addresses, versions. */
export const TEXTS = lines(String.raw`
{{ now | date "2006-01-02" }}{{ date "2006" 0 }}
{{ now | ago }}{{ ago .text }}
{{ date "2006" .day }}
{{ date .day }}
{{ date_in_zone "2006" now "UTC" }}{{ dateInZone "2006" now "Europe/Berlin" }}
{{ dateInZone "2006" now "No/Where" }}
{{ dateInZone "2006" now }}
{{ now | date_modify "-1h" | unixEpoch }}{{ now | dateModify "-1.5h" | unixEpoch }}
{{ dateModify .text now }}
{{ now | must_date_modify "-1h" | unixEpoch }}{{ now | mustDateModify "+1h" | unixEpoch }}
{{ mustDateModify .text now }}
{{ mustDateModify "soon" now }}
{{ must_date_modify "-1h" .day }}
{{ duration 95 }}{{ duration .number }}{{ duration .text }}
{{ durationRound "2h10m5s" }}{{ durationRound .text }}
{{ htmlDate now }}{{ htmlDateInZone now "UTC" }}
{{ htmlDateInZone now 5 }}
{{ toDate "2006-01-02" .day | date "02/01/2006" }}
{{ toDate "2006-01-02" .text | unixEpoch }}
{{ mustToDate "2006-01-02" .day | unixEpoch }}
{{ mustToDate "2006-01-02" .text | unixEpoch }}
{{ mustToDate "2006-01-02" "never" }}
{{ unixEpoch now }}
{{ unixEpoch .day }}
{{ now.Year }}
{{ now.Century }}
{{ (toDate "2006-01-02" .day).Year }}
{{ regexMatch "^H" .text }}{{ mustRegexMatch "^H" .text }}
{{ regexMatch "(" .text }}
{{ mustRegexMatch "(" .text }}
{{ mustRegexMatch .text "x" }}
{{ regexFindAll "[a-z]" .list -1 }}{{ mustRegexFindAll "[a-z]" .list 2 }}
{{ regexFindAll "(" .list -1 }}
{{ mustRegexFindAll "[" .list -1 }}
{{ regexFindAll "[a-z]" .list }}
{{ regexFind "[0-9]+" .number }}{{ mustRegexFind "[0-9]+" .number }}
{{ mustRegexFind "*" .number }}
{{ regexReplaceAll "([A-Z])" .text "<$1>" }}{{ mustRegexReplaceAll "l" .text "L" }}
{{ mustRegexReplaceAll "(?P<" .text "x" }}
{{ regexReplaceAllLiteral "l" .text "$1" }}{{ mustRegexReplaceAllLiteral "l" .text "$1" }}
{{ mustRegexReplaceAllLiteral "\\" .text "x" }}
{{ regexSplit "," .list -1 }}{{ mustRegexSplit "," .list 2 }}
{{ mustRegexSplit "(" .list -1 }}
{{ regexSplit "," .list "2" }}
{{ regexQuoteMeta "1.2" }}
{{ regexQuoteMeta 5 }}
{{ if regexMatch "^[0-9]+$" .number }}{{ .number }}{{ else }}{{ fail "no number" }}{{ end }}
{{ base .url }}{{ dir "/a/b" }}{{ clean "a//b" }}{{ ext "a.txt" }}{{ isAbs "/a" }}
{{ osBase "/a/b" }}{{ osClean "a//b" }}{{ osDir "/a/b" }}{{ osExt "a.txt" }}{{ osIsAbs "/a" }}
{{ base 5 }}
{{ osBase }}
{{ (urlParse .url).host }}{{ (urlParse .url).nokey }}
{{ (urlParse .url).host.name }}
{{ urlParse "%zz" }}
{{ urlParse .text }}
{{ urlJoin (urlParse .url) }}{{ urlJoin (dict "scheme" "https" "host" "x") }}
{{ urlJoin (dict "host" 5) }}
{{ urlJoin .url }}
{{ (semver .version).Major }}{{ semver "1.2.3" }}
{{ semver "one" }}
{{ semver .text }}
{{ (semver .version).Nothing }}
{{ semverCompare ">=1.30" .version }}
{{ semverCompare ">=1.30" "one" }}
{{ semverCompare .text "1.2.3" }}
{{ semverCompare "nonsense" .version }}
{{ if semverCompare ">=1.30" .version }}new{{ else }}{{ fail "old" }}{{ end }}
`);
