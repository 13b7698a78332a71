import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import type { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { centralSecretsApiRef } from '../api';
import { forgets } from '../model/errors';

/** The knowledge about the consumers of secrets. */
export type AskedUsage =
  | { readonly status: 'idle' | 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  | {
      readonly status: 'ready';
      readonly data: UsageResponse;
      /** Why the newest attempt failed; `data` is from the last one that did not. */
      readonly refreshError?: Error;
    };

function failed(before: AskedUsage, error: Error): AskedUsage {
  return before.status === 'ready' && !forgets(error)
    ? { ...before, refreshError: error }
    : { status: 'failed', error };
}

/**
 * Loads the consumers of the entity's secrets. It asks when there is something
 * to ask about, and whenever `refresh` is called: it costs the cluster
 * something, so it does not ask again automatically. When asking again fails,
 * the last answer stays, with the error beside it.
 */
export function useUsage(
  entityRef: string,
  hasSecrets: boolean,
): { usage: AskedUsage; refresh: () => void } {
  const api = useApi(centralSecretsApiRef);
  const [usage, setUsage] = useState<AskedUsage>({ status: 'idle' });
  const question = useRef<AbortController>();

  const refresh = useCallback(() => {
    question.current?.abort();
    const { signal } = (question.current = new AbortController());
    setUsage(before =>
      before.status === 'ready' ? before : { status: 'loading' },
    );
    api.getUsage(entityRef, {}, { signal }).then(
      data => signal.aborted || setUsage({ status: 'ready', data }),
      error =>
        signal.aborted || setUsage(before => failed(before, toError(error))),
    );
  }, [api, entityRef]);

  useEffect(() => {
    if (hasSecrets) {
      refresh();
    }
    return () => question.current?.abort();
  }, [hasSecrets, refresh]);

  return { usage, refresh };
}
