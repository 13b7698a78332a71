import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * The plugin's own database. Brings the tables up to date first, unless the
 * platform does that itself (`database.migrations.skip`).
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@central-secrets/backstage-plugin-central-secrets-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
