import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { centralSecretsTranslations } from '@central-secrets/backstage-plugin-central-secrets';

/** The texts of the Secrets tab in other languages; the settings page lists them. */
export const languagesModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'central-secrets',
      params: { resource: centralSecretsTranslations },
    }),
  ],
});
