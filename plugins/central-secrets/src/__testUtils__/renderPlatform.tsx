import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Route, Routes } from 'react-router-dom';
import { centralSecretsApiRef } from '../api';
import { PlatformContent } from '../components/PlatformPage/PlatformPage';
import { platformRouteRef } from '../routes';
import { BACKEND_URL } from './FakeBackend';
import { ANSWERED_AT } from './fixtures';
import { ManualClock } from './ManualClock';

/** Renders the platform's page in an app, with the real client. The clock begins at the fixtures' time. */
export function renderPlatform(address = ''): { readonly clock: ManualClock } {
  const clock = new ManualClock(Date.parse(ANSWERED_AT));
  const client = new CentralSecretsClient({
    discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
    fetchApi: mockApis.fetch(),
  });
  renderInTestApp(
    <TestApiProvider apis={[[centralSecretsApiRef, client]]}>
      <Routes>
        <Route
          path="/central-secrets/*"
          element={<PlatformContent clock={clock} />}
        />
      </Routes>
    </TestApiProvider>,
    {
      initialRouteEntries: [`/central-secrets${address}`],
      mountedRoutes: { '/central-secrets': platformRouteRef },
    },
  );
  return { clock };
}
