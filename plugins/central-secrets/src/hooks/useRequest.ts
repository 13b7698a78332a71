import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import type {
  RequestBody,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useEffect, useState } from 'react';
import { centralSecretsApiRef } from '../api';

/** Which change is asked for. */
export type RequestTarget = Required<Omit<RequestBody, 'dryRun' | 'reason'>>;

/**
 * The progress of a request. A later error never discards an earlier result.
 */
export type RequestState =
  | { readonly status: 'checking' }
  | { readonly status: 'check-failed'; readonly error: Error }
  | { readonly status: 'checked'; readonly checked: RequestResponse }
  | { readonly status: 'applying'; readonly checked: RequestResponse }
  | {
      readonly status: 'refused';
      readonly checked: RequestResponse;
      readonly error: Error;
    }
  | { readonly status: 'applied'; readonly checked: RequestResponse };

/**
 * Shows the effect of a change, and makes it. Begins with a dry run, which
 * changes nothing; `apply` makes the change, `check` does the dry run again.
 */
export function useRequest(
  entityRef: string,
  { distribution, action, cluster, namespace }: RequestTarget,
  onApplied: (response: RequestResponse) => void,
): {
  state: RequestState;
  /** @param reason - the user's own words, for reviewers */
  apply: (reason?: string) => Promise<void>;
  check: () => void;
} {
  const api = useApi(centralSecretsApiRef);
  const [state, setState] = useState<RequestState>({ status: 'checking' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const question = new AbortController();
    setState({ status: 'checking' });
    api
      .createRequest(
        entityRef,
        { distribution, action, cluster, namespace, dryRun: true },
        { signal: question.signal },
      )
      .then(
        checked => ({ status: 'checked', checked } as const),
        error => ({ status: 'check-failed', error: toError(error) } as const),
      )
      .then(next => question.signal.aborted || setState(next));
    return () => question.abort();
  }, [api, entityRef, distribution, action, cluster, namespace, attempt]);

  const apply = async (reason?: string) => {
    if (state.status !== 'checked' && state.status !== 'refused') {
      return;
    }
    const { checked } = state;
    setState({ status: 'applying', checked });
    try {
      // Not aborted when the dialog closes: the request has been made.
      const response = await api.createRequest(entityRef, {
        distribution,
        action,
        cluster,
        namespace,
        // A backend that does not know it refuses it.
        ...(reason ? { reason } : {}),
      });
      setState({ status: 'applied', checked: response });
      onApplied(response);
    } catch (error) {
      setState({ status: 'refused', checked, error: toError(error) });
    }
  };

  const check = useCallback(() => setAttempt(count => count + 1), []);
  return { state, apply, check };
}
