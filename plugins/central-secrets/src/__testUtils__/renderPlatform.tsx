import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { act } from '@testing-library/react';
import type { NavigateFunction } from 'react-router-dom';
import { Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { centralSecretsApiRef } from '../api';
import { PlatformContent } from '../components/PlatformPage/PlatformPage';
import { platformRouteRef } from '../routes';
import { BACKEND_URL } from './FakeBackend';
import { ANSWERED_AT } from './fixtures';
import type { FakeSignals } from './FakeSignals';
import { ManualClock } from './ManualClock';

/**
 * Renders the platform's page in an app, with the real client. The clock begins
 * at the fixtures' time.
 *
 * @param signals - undefined: the app has none
 */
export function renderPlatform(
  address = '',
  signals?: FakeSignals,
): {
  readonly clock: ManualClock;
  /** Goes to another address of the page. */
  readonly goTo: (address: string) => void;
  /** Goes back in the way of the browser's back button. */
  readonly goBack: () => void;
  readonly unmount: () => void;
  /** Returns the query part of the page's address. */
  readonly search: () => string;
} {
  const clock = new ManualClock(Date.parse(ANSWERED_AT));
  const client = new CentralSecretsClient({
    discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
    fetchApi: mockApis.fetch(),
  });
  let navigate: NavigateFunction;
  let search: string;
  const Page = () => {
    navigate = useNavigate();
    search = useLocation().search;
    return <PlatformContent clock={clock} />;
  };
  const { unmount } = renderInTestApp(
    <TestApiProvider
      apis={[
        [centralSecretsApiRef, client],
        ...(signals ? [[signalApiRef, signals] as const] : []),
      ]}
    >
      <Routes>
        <Route path="/central-secrets/*" element={<Page />} />
      </Routes>
    </TestApiProvider>,
    {
      initialRouteEntries: [`/central-secrets${address}`],
      mountedRoutes: { '/central-secrets': platformRouteRef },
    },
  );
  return {
    clock,
    goBack: () => act(() => navigate(-1)),
    search: () => search,
    unmount,
    goTo: other => act(() => navigate(`/central-secrets${other}`)),
  };
}
