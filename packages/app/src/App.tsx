import { createApp } from '@backstage/frontend-defaults';
import { languagesModule } from './modules/languages';
import { navModule } from './modules/nav';

/**
 * Every other feature, the Secrets tab among them, is found in this package's
 * dependencies (`app.packages: all` in app-config.yaml).
 */
export default createApp({ features: [languagesModule, navModule] });
