import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { ReactElement } from 'react';
import { centralSecretsApiRef } from '../api';
import { secretsRouteRef } from '../routes';
import { FakeSignals } from './FakeSignals';
import { ANSWERED_AT, backstageComponent } from './fixtures';
import { BACKEND_URL } from './FakeBackend';
import { ManualClock } from './ManualClock';

/**
 * Renders a component of ours in an app, for the fixtures' entity, with the
 * real client. The clock begins at the fixtures' time.
 */
export function renderWithEntity(
  element: (clock: ManualClock) => ReactElement,
  options: { readonly address?: string; readonly signals?: FakeSignals } = {},
): { readonly clock: ManualClock; readonly unmount: () => void } {
  const clock = new ManualClock(Date.parse(ANSWERED_AT));
  const client = new CentralSecretsClient({
    discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
    fetchApi: mockApis.fetch(),
  });
  const { unmount } = renderInTestApp(
    <TestApiProvider
      apis={[
        [centralSecretsApiRef, client],
        [signalApiRef, options.signals ?? new FakeSignals()],
      ]}
    >
      <EntityProvider entity={backstageComponent}>
        {element(clock)}
      </EntityProvider>
    </TestApiProvider>,
    {
      initialRouteEntries: [options.address ?? '/'],
      mountedRoutes: { '/secrets': secretsRouteRef },
    },
  );
  return { clock, unmount };
}
