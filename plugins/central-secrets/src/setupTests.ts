import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Limits of waiting and not times: a machine may be busy with other tests.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
