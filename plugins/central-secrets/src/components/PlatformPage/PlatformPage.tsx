import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Route, Routes } from 'react-router-dom';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { distributionRouteRef } from '../../routes';
import { centralSecretsTranslationRef } from '../../translation';
import { DistributionsView } from './DistributionsView';
import { DistributionView } from './DistributionView';

/** What those see who keep the platform, without the page's header. */
export function PlatformContent({
  clock = browserClock,
}: {
  clock?: PollClock;
}) {
  return (
    <Content>
      <Routes>
        <Route index element={<DistributionsView clock={clock} />} />
        <Route
          path={distributionRouteRef.path.slice(1)}
          element={<DistributionView clock={clock} />}
        />
      </Routes>
    </Content>
  );
}

/** The same with its header, for apps that do not bring one. */
export function PlatformPage() {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('platform.title')} />
      <PlatformContent />
    </Page>
  );
}
