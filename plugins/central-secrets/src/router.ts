/**
 * The only file that imports React Router; ESLint keeps it so.
 *
 * Backstage 1.57 has hooks of its own for this (`useAppSearchParams`,
 * `useRouteRefParams`), which 1.55 and the old frontend system lack. A page gets
 * React Router from all three.
 */
// eslint-disable-next-line no-restricted-imports
export { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
