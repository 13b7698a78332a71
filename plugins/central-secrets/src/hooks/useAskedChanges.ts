import type { RequestResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { useCallback, useState } from 'react';
import type { AskedChange } from '../model/asked';
import { touchedBy } from '../model/asked';

/**
 * The changes that were requested on this page since it was opened, so that
 * they show at once. A newer change of the same deliveries takes the place of
 * an older one.
 */
export function useAskedChanges(): {
  asked: readonly AskedChange[];
  remember: (
    action: AskedChange['action'],
    response: RequestResponse,
    at: number,
  ) => void;
} {
  const [asked, setAsked] = useState<readonly AskedChange[]>([]);
  const remember = useCallback(
    (action: AskedChange['action'], { plan }: RequestResponse, at: number) => {
      const change: AskedChange = { action, plan, at };
      const touched = touchedBy(change);
      setAsked(previous => [
        ...previous.filter(
          older => !touchedBy(older).some(id => touched.includes(id)),
        ),
        change,
      ]);
    },
    [],
  );
  return { asked, remember };
}
