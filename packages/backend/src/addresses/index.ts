import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { guardRequests, guardUpgrades } from './guardAddresses';
import { readKnownAddresses } from './knownAddresses';

/** Backstage's own HTTP server, behind a check of `Host` and `Origin`. */
export default rootHttpRouterServiceFactory({
  configure({ app, server, config, applyDefaults }) {
    const known = readKnownAddresses(config);
    app.use(guardRequests(known));
    guardUpgrades(server, known);
    applyDefaults();
  },
});
