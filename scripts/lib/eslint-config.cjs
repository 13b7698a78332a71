/** Rooms of a package's sources: what is in one is imported from its index. */
const toPatterns = (rooms = [], innerRooms = []) => [
  ...rooms.map(room => `**/${room}/*`),
  // A room within a room has an index of its own.
  ...innerRooms.map(room => `!**/${room}`),
  ...innerRooms.map(room => `**/${room}/*`),
];

/** Of the two ways to keep a member private, JavaScript's own holds at run time too. */
const PRIVATE_MEMBERS = [
  'PropertyDefinition[accessibility="private"]',
  'MethodDefinition[accessibility="private"][kind!="constructor"]',
  'TSParameterProperty[accessibility="private"]',
].map(selector => ({
  selector,
  message: 'Write #name instead of private name.',
}));

/**
 * Backstage's rules for a package, and those of this repository.
 *
 * @param {string} directory - the package's
 * @param {object} options - what the package wants besides, as the factory takes it
 * @param {string[]} [options.rooms] - folders of `src` that are entered by their index alone
 * @param {string[]} [options.innerRooms] - such folders within a room
 */
module.exports = (directory, { rooms, innerRooms, ...more } = {}) =>
  require('@backstage/cli/config/eslint-factory')(directory, {
    ...more,
    restrictedImportPatterns: [
      ...toPatterns(rooms, innerRooms),
      ...(more.restrictedImportPatterns ?? []),
    ],
    restrictedSyntax: [...PRIVATE_MEMBERS, ...(more.restrictedSyntax ?? [])],
    settings: {
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      'import/extensions': ['.ts', '.tsx'],
      ...more.settings,
    },
    rules: {
      // Of two files that need each other, neither can be read or moved alone.
      'import/no-cycle': ['error', { ignoreExternal: true }],
      curly: ['error', 'all'],
      ...more.rules,
    },
  });
