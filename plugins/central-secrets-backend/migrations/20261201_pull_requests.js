// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('requests', table => {
    table
      .string('pull_request_url', 1000)
      .nullable()
      .comment(
        'The pull request that has to be merged, where labels change in Git',
      );
    table.text('reason').nullable().comment('Why, in the words of the user');
  });
  await knex.schema.createTable('pull_requests', table => {
    table.comment(
      'The open pull request of each request, and what became of it',
    );
    table.string('url', 1000).primary();
    table.string('repository', 500).notNullable();
    table.string('number').notNullable();
    table.string('entity_ref').notNullable();
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('distribution').notNullable();
    table.string('action').notNullable().comment('add or remove');
    table
      .text('labels')
      .notNullable()
      .comment('The label change as JSON: {add: {key: value}, remove: [key]}');
    table.string('user_ref').notNullable();
    table.timestamp('opened_at').notNullable();
    table.string('state').notNullable().comment('open, merged or closed');
    table
      .timestamp('checked_at')
      .notNullable()
      .comment('When the host was last asked');
    table
      .timestamp('ended_at')
      .nullable()
      .comment('When it was seen merged or closed');
    table
      .timestamp('applied_at')
      .nullable()
      .comment('When the namespace was seen with the labels of a merged one');

    table.index(
      ['cluster', 'namespace', 'opened_at'],
      'pull_requests_namespace_idx',
    );
    table.index(['state', 'checked_at'], 'pull_requests_state_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pull_requests');
  await knex.schema.alterTable('requests', table => {
    table.dropColumn('pull_request_url');
    table.dropColumn('reason');
  });
};
