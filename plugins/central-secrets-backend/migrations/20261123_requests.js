// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('requests', table => {
    table.comment('Who asked for which distribution, and how it ended');
    table.uuid('id').primary();
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
    table.timestamp('requested_at').notNullable();
    table
      .string('outcome')
      .notNullable()
      .comment('started, applied, unchanged or failed');
    table.text('detail').nullable().comment('Why it failed, redacted');

    table.index(
      ['cluster', 'namespace', 'distribution', 'requested_at'],
      'requests_delivery_idx',
    );
    table.index(['entity_ref', 'requested_at'], 'requests_entity_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('requests');
};
