import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { deliveryIn } from '../../__testUtils__/fixtures';
import { Candidates } from './Candidates';

const sourceCheck = {
  cause: 'source-missing' as const,
  check: message('check-source', {
    source: 'git',
    store: 'ClusterSecretStore hub',
  }),
  by: 'platform' as const,
  command: null,
};
const quotaCheck = {
  cause: 'quota' as const,
  check: message('check-quota', { namespace: 'app' }),
  by: 'developer' as const,
  command: 'kubectl describe resourcequota -n app',
};

async function show(changes: Parameters<typeof deliveryIn>[2]) {
  await renderInTestApp(
    <>
      <h1>Cause</h1>
      <Candidates delivery={deliveryIn('failed', 'git', changes)} />
    </>,
  );
  await screen.findByText('Cause');
}

describe('the candidates of a cause', () => {
  it('are not shown where the cause is proven', async () => {
    await show({ certainty: 'proven', candidates: [] });
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('say that a likely cause is not proven, and how to prove it', async () => {
    await show({ certainty: 'likely', candidates: [sourceCheck] });
    expect(screen.getByText(/likely, but not proven/)).toBeInTheDocument();
    const [item] = screen.getAllByRole('listitem');
    expect(item).toHaveTextContent(
      'Check whether the source git exists in ClusterSecretStore hub',
    );
    expect(item).toHaveTextContent('The platform team can check this.');
  });

  it('are listed in order, each with who can check it and the command', async () => {
    await show({ certainty: 'unknown', candidates: [sourceCheck, quotaCheck] });
    expect(screen.getByText(/The cause is unknown/)).toBeInTheDocument();
    const [first, second] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent('source git');
    expect(second).toHaveTextContent('ResourceQuota of namespace app');
    expect(second).toHaveTextContent('You can check this.');
    expect(
      within(second).getByRole('button', { name: /copy command/i }),
    ).toBeInTheDocument();
  });

  it('of a newer backend are shown by their names', async () => {
    await show({
      certainty: 'unknown',
      candidates: [
        {
          cause: 'moon-phase',
          check: { code: 'check-moon', parameters: { phase: 'full' } },
          by: 'astronomer',
          command: null,
        },
      ],
    });
    const [item] = screen.getAllByRole('listitem');
    expect(item).toHaveTextContent('check-moon');
    expect(item).toHaveTextContent('astronomer');
  });
});
