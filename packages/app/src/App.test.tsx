import { render, screen } from '@testing-library/react';
import App from './App';

// The first rendering loads every page of the app, which takes a cold machine
// much longer than Jest's five seconds.
jest.setTimeout(120_000);

describe('App', () => {
  it('lets a newcomer sign in as guest', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: {
              title: 'Central secrets for Backstage',
              baseUrl: 'http://localhost:3000',
            },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: { environment: 'development', providers: { guest: {} } },
          },
        },
      ] as any,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 60_000 }),
    ).toBeInTheDocument();
  });
});
