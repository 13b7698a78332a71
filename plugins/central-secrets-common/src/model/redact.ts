/** The longest text that is shown of anything that a cluster says. */
const LONGEST_TEXT = 500;
/** How much of the end is kept: ESO's texts say what went wrong in their last words. */
const KEPT_END = 180;
const CUT = ' … ';

/** What stands in the place of something hidden. */
const HIDDEN = '[hidden]';

/**
 * What may be a credential. Each has a reason to turn up in an operator's or a
 * provider's error text; names of objects and keys must come through unharmed.
 */
const HIDING: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A whole PEM block, also one whose end was cut off.
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, HIDDEN],
  // https://user:password@host
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"']+@/gi, `$1${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  // The API server and Go's parsers quote the value they choke on.
  [
    /(invalid value: |\bparsing (?:time )?|\bcannot parse |\bunable to cast )"(?:[^"\\]|\\.)*("|$)/gi,
    `$1"${HIDDEN}"`,
  ],
  // password=…, "client_secret": "…", and the like. "token:" and "secret:" are
  // left alone without quotes: ESO writes them before plain words. So is a
  // plain "true": labels such as secrets/api-token=true are no secret.
  [
    /((?:password|passwd|passphrase|pwd|token|secret|api_?-?key|access_?-?key|private_?-?key|credentials?|authorization)["']?\s*=\s*["']?)(?!(?:true|false|yes|no)\b)[^\s"'&,;}[]+/gi,
    `$1${HIDDEN}`,
  ],
  [
    /(["'][\w.-]*(?:password|passwd|passphrase|pwd|token|secret|(?:api|access|private|secret)[_-]?key|auth|credentials?)["']\s*:\s*)"(?:[^"\\]|\\.)*("|$)/gi,
    `$1"${HIDDEN}"`,
  ],
  [
    /\b((?:password|passwd|passphrase|pwd)\s*:\s*)[^\s"'&,;}[]+/gi,
    `$1${HIDDEN}`,
  ],
  // Tokens that say by their first letters what they are.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, HIDDEN],
  [
    /\b(?:gh[opsur]_|github_pat_|glpat-|gl[a-z]{2,5}-|xox[abeoprs]-|hv[sbr]\.|sk-|sk_(?:live|test)_|npm_|dckr_pat_|AKIA|ASIA|AIza)[\w.-]{8,}/g,
    HIDDEN,
  ],
];

/**
 * What every text has in it that anything above or below hides. Nearly all
 * texts have nothing of it: the state of a condition, a name, a time. One look
 * instead of ten, for each piece of evidence of each answer.
 */
const SUSPICIOUS =
  /[:="'@_]|--|[A-Za-z0-9+/_=-]{20}|\b(?:bearer|basic)\s|eyJ|AKIA|ASIA|AIza|gl[a-z]{2,5}-|xox|hv[sbr]\.|sk-/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Runs long enough to be key material. Names in Kubernetes are lower case, words and hyphens; these are not. */
const LONG_RUN = /[A-Za-z0-9+/_=-]{20,}/g;

function looksLikeKeyMaterial(run: string): boolean {
  // A hash or a key in hex: an identifier in Kubernetes has hyphens in it.
  if (/^[0-9a-f]{32,}$/i.test(run) && /\d/.test(run)) return true;
  // Paths and names of objects keep to one case or consist of words; base64
  // mixes cases and digits within one piece.
  return run
    .split(/[/_=-]/)
    .some(
      piece =>
        piece.length >= 16 &&
        /\d/.test(piece) &&
        /[a-z]/.test(piece) &&
        /[A-Z]/.test(piece),
    );
}

/**
 * The engine keeps the whole text in which an expression was last found
 * (`RegExp.input`): what was just hidden would stay in memory.
 */
function forgetLastMatch(): void {
  /^/.test('');
}

/**
 * Makes a text that comes from a cluster fit to be shown: hides what may be a
 * credential, and cuts it to 500 characters (from the middle, because the end
 * of an operator's text says what went wrong).
 *
 * A second line of defence: no secret's value is ever read, but providers and
 * the API server now and then quote one in an error.
 *
 * @public
 */
export function redactText(text: string): string {
  if (
    text.length <= LONGEST_TEXT &&
    (!SUSPICIOUS.test(text) || TIME.test(text))
  ) {
    return text;
  }
  let shown = text;
  for (const [pattern, replacement] of HIDING) {
    shown = shown.replace(pattern, replacement);
  }
  shown = shown.replace(LONG_RUN, run =>
    looksLikeKeyMaterial(run) ? HIDDEN : run,
  );
  forgetLastMatch();
  if (shown.length <= LONGEST_TEXT) return shown;
  return (
    shown.slice(0, LONGEST_TEXT - KEPT_END - CUT.length) +
    CUT +
    shown.slice(-KEPT_END)
  );
}
