import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { PollClock } from '../../hooks/pollClock';
import { browserClock } from '../../hooks/pollClock';
import { Route, Routes } from '../../router';
import { distributionRouteRef } from '../../routes';
import { centralSecretsTranslationRef } from '../../translation';
import { DistributionsView } from './DistributionsView';
import { DistributionView } from './DistributionView';

/** The platform team's view, without the page's header. */
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

/** The same as the page's main part, for apps that bring the header and no more. */
export function PlatformMain() {
  return (
    <main>
      <PlatformContent />
    </main>
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
