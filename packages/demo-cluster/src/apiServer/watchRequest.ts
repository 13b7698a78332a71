import { Clock, Timer } from '../clock';
import { KubernetesObject } from './objects';
import { Change, ObjectStore } from './objectStore';
import { RequestTarget } from './requestPath';
import { apiVersionOf, ResourceType } from './resources';
import { ObjectFilter } from './selectors';
import { badRequest, invalid, StatusError } from './statusError';

export interface WatchParameters {
  /** Absent or 0: first everything that there is now, as ADDED. */
  resourceVersion?: string;
  allowBookmarks: boolean;
  timeoutSeconds?: string;
  /** First everything that there is now, as ADDED, and then a bookmark that says so: a streamed list. */
  sendInitialEvents: boolean;
  resourceVersionMatch?: string;
}

/** Where a watch writes to: a response, or a test's array. */
export interface WatchSink {
  write(event: { type: string; object: object }): void;
  end(): void;
}

/** A real server ends a watch without `timeoutSeconds` after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_SECONDS = 1_800;

/**
 * Runs one watch until it times out or the answer (its stop function) is
 * called. Bookmarks come at every interval, and not at the end: a
 * real server does not promise one there either.
 *
 * The watch has no back pressure: it buffers events for a reader that does not
 * read.
 */
export function startWatch(
  {
    store,
    clock,
    bookmarkIntervalMs,
  }: { store: ObjectStore; clock: Clock; bookmarkIntervalMs: number },
  { resource, namespace, name }: RequestTarget,
  filter: ObjectFilter,
  parameters: WatchParameters,
  sink: WatchSink,
): () => void {
  refuseIncomplete(resource, parameters);
  const since = readVersion(parameters.resourceVersion);
  const timeoutMs = 1_000 * readTimeout(parameters.timeoutSeconds);
  const inScope = (object: KubernetesObject) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    filter.matches(object);
  const tell = (change: Change) => {
    const event = eventFor(change, inScope);
    if (event) {
      sink.write(event);
    }
  };
  const bookmark = (annotations?: Record<string, string>) => {
    if (parameters.allowBookmarks) {
      sink.write({
        type: 'BOOKMARK',
        object: {
          kind: resource.kind,
          apiVersion: apiVersionOf(resource),
          metadata: {
            resourceVersion: String(store.version),
            creationTimestamp: null,
            ...(annotations && { annotations }),
          },
        },
      });
    }
  };

  try {
    if (since === 0 || parameters.sendInitialEvents) {
      for (const object of store.list(resource).filter(inScope)) {
        sink.write({ type: 'ADDED', object });
      }
      if (parameters.sendInitialEvents) {
        bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      store.changesSince(resource, since).forEach(tell);
    }
  } catch (error) {
    // The error about an expired version is sent inside of the stream, not as
    // the response's status.
    sink.write({ type: 'ERROR', object: (error as StatusError).toBody() });
    sink.end();
    return () => {};
  }

  const timers = new Set<Timer>();
  const unsubscribe = store.subscribe(change => {
    if (change.resource === resource) {
      tell(change);
    }
  });
  const stop = () => {
    unsubscribe();
    timers.forEach(timer => clock.clearTimeout(timer));
    timers.clear();
  };
  const after = (delayMs: number, action: () => void) => {
    const timer = clock.setTimeout(() => {
      timers.delete(timer);
      action();
    }, delayMs);
    timers.add(timer);
  };
  const bookmarkRepeatedly = () => {
    bookmark();
    after(bookmarkIntervalMs, bookmarkRepeatedly);
  };
  after(bookmarkIntervalMs, bookmarkRepeatedly);
  after(timeoutMs, () => {
    stop();
    sink.end();
  });
  return stop;
}

/**
 * A request for the initial events must say how old they may be, and no other
 * request may.
 */
function refuseIncomplete(
  resource: ResourceType,
  { sendInitialEvents, resourceVersionMatch }: WatchParameters,
): void {
  const problem = sendInitialEvents
    ? resourceVersionMatch !== 'NotOlderThan' &&
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'
    : resourceVersionMatch &&
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
  if (problem) {
    throw invalid(
      resource,
      '',
      'resourceVersionMatch',
      `Forbidden: ${problem}`,
      'FieldValueForbidden',
    );
  }
}

/** An object that begins or ceases to match is added or deleted, as far as this watch is concerned. */
function eventFor(
  { type, object, previous }: Change,
  inScope: (candidate: KubernetesObject) => boolean,
): { type: string; object: KubernetesObject } | undefined {
  const matches = type !== 'DELETED' && inScope(object);
  const matched = previous !== undefined && inScope(previous);
  if (matches) {
    return { type: matched ? 'MODIFIED' : 'ADDED', object };
  }
  if (!matched) {
    return undefined;
  }
  // A real server shows the last state that matched, under the new version.
  return {
    type: 'DELETED',
    object: {
      ...previous,
      metadata: {
        ...previous.metadata,
        resourceVersion: object.metadata.resourceVersion,
      },
    },
  };
}

function readVersion(text: string | undefined): number {
  if (text === undefined || text === '') {
    return 0;
  }
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text);
}

function readTimeout(text: string | undefined): number {
  const seconds = Number(text ?? '');
  return Number.isFinite(seconds) && seconds > 0
    ? seconds
    : DEFAULT_TIMEOUT_SECONDS;
}
