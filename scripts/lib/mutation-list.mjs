/**
 * Classic mistakes of programs that list and watch, each as a small change of
 * our sources. The tests must catch every one of them.
 */

/** The folders of the changed sources. */
const BACKEND = 'plugins/central-secrets-backend/src';
const CLIENT = 'packages/kubernetes-client/src';

/**
 * @typedef {object} Mutation
 * @property {string} name  the mistake
 * @property {string} sources  the package's folder of sources, from the repository's root
 * @property {string} file  below `sources`
 * @property {[string, string][]} edits  what is there, exactly once, and what makes the mistake
 */

const inFile =
  (file, sources = BACKEND) =>
  ([name, ...texts]) => ({
    name,
    sources,
    file,
    edits: texts.flatMap((find, index) =>
      index % 2 === 0 ? [[find, texts[index + 1]]] : [],
    ),
  });

/** @type {Mutation[]} */
export const MUTATIONS = [
  ...[
    [
      'a reflector is dead after its first fault',
      'await this.#recover(toFault(error), signal);',
      'return;',
    ],
    [
      'an error is reported on stop',
      'if (!signal.aborted) {\n          await this.#recover',
      'if (true) {\n          await this.#recover',
    ],
    [
      'a stop during a list opens a watch',
      'signal.throwIfAborted();\n    replacement.commit();',
      'replacement.commit();',
    ],
    [
      'a second start runs a second loop',
      'this.#running ??= this.#loop(signal)',
      'this.#running = this.#loop(signal)',
    ],
    [
      'an event counts as applied although the sink threw',
      'applyEvent(event, this.#sink);\n      this.#version = version;',
      'this.#version = version;\n      applyEvent(event, this.#sink);',
    ],
    [
      'a listener that throws ends the loop',
      "} catch {\n        // The listener's",
      "} catch (error) {\n        throw error; // The listener's",
    ],
    [
      'a watch that is never accepted hangs',
      'onAlive: pinged,\n        signal: attempt.signal,',
      'onAlive: pinged,\n        signal,',
    ],
    [
      'a watch that fell silent is waited for',
      "silenceMs,\n        new Fault('unreachable', message('watch-silent')",
      "1e12,\n        new Fault('unreachable', message('watch-silent')",
    ],
    [
      'a silent watch is trusted for as long as pings are answered',
      'if (this.#clock.now() - heardAt < quietMs) {',
      'if (true) {',
    ],
    [
      'a quiet watch is closed though pings are answered',
      'if (this.#clock.now() - heardAt < quietMs) {',
      'if (false) {',
    ],
    [
      'reconnects without a delay when every watch ends at once',
      'if (fault.ordinary && this.#trusted)',
      'if (fault.ordinary)',
    ],
    [
      'an expired version is requested again and again',
      "if (fault.remedy === 'relist' || this.#unreadInARow > 1)",
      'if (this.#unreadInARow > 1)',
    ],
    [
      'an unreadable object is requested again and again',
      "fault.remedy === 'relist' || this.#unreadInARow > 1",
      "fault.remedy === 'relist'",
    ],
    [
      'Retry-After is ignored',
      'Math.max(retryAfterMs, this.#backoff.nextMs(answeredLimitMs))',
      'this.#backoff.nextMs()',
    ],
    [
      'a server that says when to ask again gets longer and longer delays',
      'Math.max(retryAfterMs, this.#backoff.nextMs(answeredLimitMs))',
      'Math.max(retryAfterMs, this.#backoff.nextMs())',
    ],
    [
      'lists are read without end from a server that forgets each',
      'Math.max(answeredLimitMs, this.#listTookMs)',
      'answeredLimitMs',
    ],
    ['the delay is not reset by health', '        this.#backoff.reset();', ''],
    ['one short watch resets the delay', '>= healthyMs) {', '>= 0) {'],
    [
      'a forbidden kind is requested as often as a failing one',
      'if (slow) {',
      'if (false) {',
    ],
    [
      'the watches of all reflectors end together',
      'least * (1 + this.#random())',
      'least',
    ],
    [
      'a list counts as new as its end',
      '{ observedAt: startedAt }',
      '{ observedAt: this.#clock.now() }',
    ],
    [
      'a resumed watch counts as up to date before the missed changes have arrived',
      '{ observedAt, isCatchingUp: true }',
      '{ observedAt: acceptedAt }',
    ],
    [
      'a watch that was just requested counts as up to date',
      '{ ...this.#observation, isCatchingUp: true }',
      'this.#observation',
    ],
    [
      'a refusal is believed at once',
      '    const isDoubted = this.#doubts(fault);',
      '    const isDoubted = false;',
    ],
    [
      'a refusal is never believed',
      'this.#refusedInARow <= this.#timing.refusalsDoubted &&',
      '',
    ],
    [
      'refusals of long ago count',
      '      this.#refusedInARow = 0;\n      // The missed changes',
      '      // The missed changes',
    ],
    [
      'a repeated event is applied again',
      "if (order === 'newer') {",
      "if (order !== 'older') {",
    ],
    [
      'a server that went back in time is believed',
      "if (order === 'older') {",
      'if (false) {',
    ],
    [
      'a bookmark does not move the version on',
      'this.#sink);\n      this.#version = version;',
      "this.#sink);\n      if (event.type !== 'BOOKMARK') this.#version = version;",
    ],
    [
      'a fault is not reported',
      '{ observedAt, error: { code, message: fault.told } }',
      '{ observedAt }',
    ],
    [
      'a resumed watch counts as up to date with its first byte',
      'if (now - acceptedAt >= catchUpMs) {',
      'if (true) {',
    ],
  ].map(inFile('kubernetes/Reflector.ts')),
  ...[
    [
      'ERROR events other than 410 are swallowed',
      "if (type === 'ERROR') {",
      "if (type === 'ERROR') {\n      if (object?.code !== 410) return;",
    ],
    ['deletions are overlooked', 'takenIn(() => to.remove(object));', ''],
    [
      'events of an unknown type are ignored',
      "throw malformed(message('event-malformed.type', { type }));",
      'break;',
    ],
    [
      'a bookmark is treated as an object',
      "case 'MODIFIED':",
      "case 'MODIFIED':\n    case 'BOOKMARK':",
    ],
    [
      'an object that the sink cannot apply is requested again and again',
      "      { remedy: 'reread' },\n",
      '',
    ],
  ].map(inFile('kubernetes/events.ts')),
  ...[
    [
      'only the first page is read',
      'if (page.continueToken) {',
      'if (false) {',
    ],
    [
      'the version of the last page is resumed from',
      'version ??= page.resourceVersion',
      'version = page.resourceVersion',
    ],
    [
      'a list that is never answered hangs',
      'resourceVersion,\n      signal: attempt.signal,',
      'resourceVersion,\n      signal,',
    ],
    [
      'large lists are spread into arguments',
      'const items = page.items[Symbol.iterator]();',
      'const all = []; all.push(...page.items); const items = all[Symbol.iterator]();',
    ],
    ['a page is read in one go', 'count < most', 'true'],
    [
      'a list counts as complete although it was not applied',
      'takenIn(() => addSome(items, replacement, readInOneGo(page)))',
      '(() => { try { return addSome(items, replacement, readInOneGo(page)); } catch {} })()',
    ],
    ['a page is awaited after the list was canceled', '    pages.end();\n', ''],
  ].map(inFile('kubernetes/listPages.ts')),
  ...[
    [
      'a list counts as complete before its end',
      'if (resourceVersion !== undefined) {\n        return resourceVersion;',
      "if (resourceVersion !== null) {\n        return resourceVersion ?? '1';",
    ],
    [
      'a list in one answer that stalls is awaited',
      'attempt.expectLife(\n    pageTimeoutMs,',
      'attempt.expectLife(\n    1e12,',
    ],
    [
      'a list in one answer that still makes progress is canceled',
      'attempt.alive();',
      '',
    ],
  ].map(inFile('kubernetes/listStream.ts')),
  ...[
    [
      'a list that cannot be read in one answer is requested so again and again',
      'this.#streamNext = false;',
      '',
    ],
    [
      'lists are never read in one answer again after one that was cut',
      'this.#streamNext = true;\n',
      '',
    ],
    [
      'a stop during a list asks for pages',
      'signal.throwIfAborted();\n    version ??=',
      'version ??=',
    ],
  ].map(inFile('kubernetes/Lister.ts')),
  ...[
    [
      'a list may be older than the known version',
      "resourceVersionMatch: 'NotOlderThan',",
      '',
    ],
    [
      'a page counts as the whole list',
      'last.continueToken !== undefined',
      'false',
    ],
    ['Events are read in one answer', 'resource.group !== undefined &&', ''],
  ].map(inFile('kubernetes/KubernetesSource.ts')),
  ...[
    [
      'a separator across two chunks is not found',
      'this.#from = Math.max(0, this.#rest.length - this.#separator.length);',
      'this.#from = this.#rest.length;',
    ],
    [
      'an item of any length is read',
      'this.#rest.length > this.#limit',
      'false',
    ],
  ].map(inFile('kubernetes/ListCutter.ts')),
  ...[
    [
      'listeners on the signal pile up, one for each attempt',
      "this.#parent.removeEventListener('abort', this.#onParentAbort);",
      '',
    ],
    [
      'a timer is left behind by each attempt',
      'this.#cancelTimer?.();\n    this.#parent',
      'this.#parent',
    ],
    [
      'a sign of life does not count',
      '  alive(): void {\n    this.#aliveAt = this.#clock.now();',
      '  alive(): void {',
    ],
    [
      'a canceled attempt continues',
      'this.#onParentAbort);\n    this.#controller.abort();',
      'this.#onParentAbort);',
    ],
  ].map(inFile('kubernetes/Attempt.ts')),
  ...[
    [
      'listeners on the signal pile up, one for each delay',
      "signal.removeEventListener('abort', onAbort);",
      '',
    ],
    ['a timer is left behind by a stop', 'cancel();\n', ''],
  ].map(inFile('kubernetes/sleep.ts')),
  ...[
    ['delays grow without a limit', 'Math.min(limitMs, bound)', 'bound'],
    ['delays do not grow', '** this.#failures', '** 0'],
    ['delays have no jitter', ' * (1 - random() / 2)', ''],
  ].map(inFile('kubernetes/Backoff.ts')),
  ...[
    ['a Retry-After of a day is obeyed', 'Math.min(seconds, 300)', 'seconds'],
    [
      'a version from the future is requested forever',
      'if (code === 410 || isVersionTooLarge(status))',
      'if (code === 410)',
    ],
    [
      'a kind that is no longer served is resumed',
      "return new Fault('not-installed', told, { remedy: 'relist' });",
      "return new Fault('not-installed', told);",
    ],
  ].map(inFile('kubernetes/Fault.ts')),
  ...[
    ['lists are not paged', 'limit: String(limit),', ''],
    ['the token of the next page is not sent', 'continue: continueToken,', ''],
    ['no bookmarks are asked for', "allowWatchBookmarks: 'true',", ''],
    ['a watch has no end', 'timeoutSeconds: String(timeoutSeconds),', ''],
    [
      'a malformed line is ignored',
      'return { events, error };',
      'return { events };',
    ],
    [
      'good lines before a bad one are lost',
      'if (events.length || !error) {',
      'if (!error) {',
    ],
    [
      'lists are read from a cache, however old it is',
      '            resourceVersion,\n',
      "            resourceVersion: resourceVersion ?? '0',\n",
    ],
    [
      'later pages name a version, and are refused for it',
      '...(!continueToken && {',
      '...(true && {',
    ],
    [
      'a watch selects other objects than its list',
      'timeoutSeconds: String(timeoutSeconds),\n          fieldSelector: this.#resource.fieldSelector,',
      'timeoutSeconds: String(timeoutSeconds),',
    ],
    [
      'a refused watch counts as one without events',
      'throw await faultOfResponse(`watch ${path}`, response);',
      '',
    ],
    [
      'a version that is no longer served is never doubted',
      'this.#discovery.doubt();',
      '',
    ],
  ].map(inFile('kubernetes/KubernetesSource.ts')),
  ...[
    [
      'a Retry-After in the header is not read',
      "Number(response.headers['retry-after']) || undefined,",
      'undefined,',
    ],
  ].map(inFile('kubernetes/getJson.ts')),
  ...[
    [
      'a failed discovery is never repeated',
      'this.#answer.catch(() => {\n        this.#answer = undefined;\n      });',
      'this.#answer.catch(() => {});',
    ],
    [
      'a discovery that is never answered hangs',
      'ANSWER_WITHIN_MS,\n      new Fault(',
      '1e12,\n      new Fault(',
    ],
    [
      'a canceled request waits for a discovery that others wait for',
      'return abortable(this.#answer, signal);',
      'return this.#answer;',
    ],
  ].map(inFile('kubernetes/Discovery.ts')),
  ...[
    [
      'versions are compared as strings',
      'if (arrived.length !== last.length) {',
      'if (false) {',
    ],
    [
      'versions that are not numbers seem to run backwards',
      'if (!isDecimal(arrived) || !isDecimal(last)) {',
      'if (false) {',
    ],
  ].map(inFile('kubernetes/resourceVersion.ts')),
  ...[
    [
      'a line without an end counts as complete',
      "throw malformed(message('line-malformed'));",
      'yield [Buffer.concat(rest).toString()];',
    ],
    [
      'a line without an end is kept forever',
      'if (restBytes > LONGEST_LINE_BYTES)',
      'if (false)',
    ],
    [
      'a character across two chunks is lost',
      'Buffer.concat([...rest, end]).toString()',
      "[...rest, end].map(String).join('')",
    ],
  ].map(inFile('kubernetes/lines.ts')),
  ...[
    [
      'a namespace that may not be read counts as deleted',
      "error instanceof Fault && error.code === 'not-installed'",
      'error instanceof Fault',
    ],
    [
      'a namespace is read once and never again',
      '!== resourceVersion) {',
      '=== undefined) {',
    ],
    [
      'a namespace that is polled counts as known until now',
      'readonly isPolled = true;',
      'readonly isPolled = false;',
    ],
  ].map(inFile('kubernetes/NamespaceSource.ts')),
  ...[
    [
      'a new list is shown before it is complete',
      'const next = this.#create();',
      'const next = this.#current;',
    ],
    [
      'an object that is no longer readable is shown as it was',
      'into.remove(identity);',
      '',
    ],
    [
      'an object that is missing in a new list stays',
      'const next = this.#create();',
      'const next = this.#create();\n    for (const record of this.#current) next.upsert(record);',
    ],
    [
      'an object that was unreadable once counts forever',
      '        this.#unreadable = unreadable;\n',
      '',
    ],
  ].map(inFile('inventory/CollectionSink.ts')),
  ...[
    [
      'a namespace is found by a label that it no longer has',
      'this.remove(record);\n    super.upsert(record);',
      'super.upsert(record);',
    ],
    [
      'a distribution is found by a label that it no longer selects',
      '    // Its place among all stays: an answer keeps the order of the one before.\n    this.#forgetLabelKeys(record.name);\n',
      '',
    ],
  ].map(inFile('inventory/collections.ts')),
  ...[
    [
      'a kind counts as known where one of its namespaces is not',
      'known.length === times.length ?',
      'known.length > 0 ?',
    ],
  ].map(inFile('inventory/observation/mergeObservations.ts')),
  ...[
    [
      'every request opens its own connection',
      'if (!this.#dispatcher || this.#dispatcher.destroyed) {',
      'if (true) {',
    ],
    [
      'a connection that answers no pings is kept',
      'pulse.isDead(received())',
      'false',
    ],
    [
      'a timer is left behind by a closed connection',
      'this.#stopLooking();\n    await this.#dispatcher?.destroy();',
      'const dispatcher = this.#dispatcher; dispatcher?.removeAllListeners(); await dispatcher?.destroy();',
    ],
    [
      'a connection that never opens is awaited',
      'timeoutMs: options.connectTimeoutMs ?? 10_000',
      'timeoutMs: 1e9',
    ],
    [
      'a connection through a proxy is still opened after close',
      'this.#destroyed.abort();',
      '',
    ],
  ].map(inFile('HttpTransport.ts', CLIENT)),
  ...[
    [
      'sockets stay open after close',
      'await Promise.all([this.#transport?.destroy(), this.#http1?.destroy()]);',
      '',
    ],
    [
      'a refused token is used until the next regular read',
      'this.#authentication.refused();',
      '',
    ],
    [
      'a rotated client certificate is never used',
      '...[cert, key, http1],',
      '...[http1],',
    ],
    [
      'another proxy is used only after a restart',
      'serverName, proxyUrl],',
      'serverName],',
    ],
    [
      'several groups are sent as one',
      "typeof value !== 'string' && value.length > 1",
      'false',
    ],
  ].map(inFile('HttpConnection.ts', CLIENT)),
  ...[
    [
      'a proxy that never answers is awaited',
      'timeoutMs,\n  );',
      '2 ** 30,\n  );',
    ],
  ].map(inFile('tunnel.ts', CLIENT)),
  ...[
    [
      'a rotated token is never read',
      'this.#now() - this.#lookedAt < LOOK_EVERY_MS',
      'true',
    ],
    [
      'a token file that is missing for a moment ends everything',
      'if (isRefused || !this.#known) {',
      'if (true) {',
    ],
  ].map(inFile('FileContent.ts', CLIENT)),
];

/**
 * A source with the mistake in it.
 *
 * @param {Mutation} mutation
 * @param {string} source
 * @returns {string}
 * @throws {Error} where the text to replace does not occur exactly once
 */
export function mutate({ name, file, edits }, source) {
  return edits.reduce((text, [find, replace]) => {
    const parts = text.split(find);
    if (parts.length !== 2) {
      throw new Error(
        `Mutation "${name}": the text to replace occurs ${
          parts.length - 1
        } times in ${file}, not once; adapt scripts/lib/mutation-list.mjs`,
      );
    }
    return parts.join(replace);
  }, source);
}
