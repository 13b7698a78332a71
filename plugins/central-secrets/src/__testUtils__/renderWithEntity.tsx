import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Entity } from '@backstage/catalog-model';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useState } from 'react';
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
): {
  readonly clock: ManualClock;
  readonly unmount: () => void;
  /** Goes to another entity, as the entity page does without leaving the tab. */
  readonly goTo: (entity: Entity) => void;
} {
  const clock = new ManualClock(Date.parse(ANSWERED_AT));
  const client = new CentralSecretsClient({
    discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
    fetchApi: mockApis.fetch(),
  });
  let setEntity: (entity: Entity) => void;
  const EntityPage = () => {
    const [entity, set] = useState(backstageComponent);
    setEntity = set;
    return <EntityProvider entity={entity}>{element(clock)}</EntityProvider>;
  };
  const { unmount } = renderInTestApp(
    <TestApiProvider
      apis={[
        [centralSecretsApiRef, client],
        [signalApiRef, options.signals ?? new FakeSignals()],
      ]}
    >
      <EntityPage />
    </TestApiProvider>,
    {
      initialRouteEntries: [options.address ?? '/'],
      mountedRoutes: { '/secrets': secretsRouteRef },
    },
  );
  return { clock, unmount, goTo: entity => act(() => setEntity(entity)) };
}
