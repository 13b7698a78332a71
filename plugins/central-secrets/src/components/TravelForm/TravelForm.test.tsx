import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import userEvent from '@testing-library/user-event';
import { parseAllDocuments } from 'yaml';
import { TravelButton } from './TravelButton';

const field = (name: string | RegExp) =>
  screen.getByRole<HTMLInputElement>('textbox', { name });
/** Sooner than typing each key. */
async function fill(user: UserEvent, name: string, text: string) {
  await user.click(field(name));
  await user.paste(text);
}

const choice = (name: string) =>
  screen.getByRole<HTMLSelectElement>('combobox', { name });

/** Opens the form, and answers as for an operator's password that one other namespace uses. */
async function answered() {
  const user = userEvent.setup();
  renderInTestApp(<TravelButton />);
  await user.click(
    await screen.findByRole('button', {
      name: 'How should this secret travel?',
    }),
  );
  await user.selectOptions(
    choice('Where does the value come from?'),
    'An operator in the cluster generates it',
  );
  await user.selectOptions(choice('What is it?'), 'A secret');
  await fill(user, 'Namespace of the producer', 'platform-data');
  await fill(user, 'Namespaces of the consumers', 'temporal');
  await user.selectOptions(
    choice('Does the value change?'),
    'Yes, for example by rotation',
  );
  await user.selectOptions(choice('When is it needed?'), 'Afterwards');
  const decide = () =>
    user.click(screen.getByRole('button', { name: 'Show the decision' }));
  return { user, decide };
}

const said = () => screen.getAllByRole('status').map(each => each.textContent);

describe('the form "How should this secret travel?"', () => {
  it('says which rule decides, with its section and strength', async () => {
    const { decide } = await answered();
    await decide();
    expect(said().join()).toContain('Use internal distribution');
    expect(said().join()).toContain(
      'Operator-generated credentials use internal distribution. (SHOULD, section 5a.4.2)',
    );
  });

  it('names the alternative where the answer is no, and shows no manifest', async () => {
    const { user, decide } = await answered();
    await user.selectOptions(
      choice('Where does the value come from?'),
      'A third party, outside of the cluster',
    );
    await decide();
    expect(said().join()).toContain('Do not use internal distribution');
    expect(said().join()).toContain(
      'Instead: Keep it in the hub, and distribute it from there (RFC section 5.3).',
    );
    expect(screen.queryByRole('region', { name: 'Manifests' })).toBeNull();
  });

  it('explains a contradiction beside its field, and decides as soon as it is gone', async () => {
    const { user, decide } = await answered();
    await user.selectOptions(
      choice('How far do the consumers reach? (optional)'),
      'Several other namespaces',
    );
    await decide();
    const reach = choice('How far do the consumers reach? (optional)');
    expect(reach).toBeInvalid();
    expect(reach).toHaveAccessibleDescription(
      /contradicts consumerNamespaces, of which 1 are not the producer's/,
    );
    expect(said().join()).toContain('1 answer needs a correction');
    await fill(user, 'Namespaces of the consumers', ', backstage');
    expect(said().join()).toContain('Use internal distribution');
    expect(reach).toBeValid();
  });

  it('asks for what is not answered, at each field', async () => {
    const user = userEvent.setup();
    renderInTestApp(<TravelButton />);
    await user.click(
      await screen.findByRole('button', {
        name: 'How should this secret travel?',
      }),
    );
    expect(screen.queryByText('Answer this question.')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show the decision' }));
    expect(choice('What is it?')).toHaveAccessibleDescription(
      'Answer this question.',
    );
    expect(field('Namespaces of the consumers')).toHaveAccessibleDescription(
      'Answer this question.',
    );
  });

  it('shows the manifests to copy, and what is wrong with a name beside it', async () => {
    const { user, decide } = await answered();
    await decide();
    await fill(user, 'Datasource', 'postgres');
    await fill(user, 'Consumer or instance', 'temporal-prod');
    await fill(user, 'Source Secret', 'temporal-password');
    await fill(user, 'Keys', 'username, pass=password');
    await fill(user, 'Secret of each consumer', 'temporal-postgres');
    expect(field('Consumer or instance')).toHaveAccessibleDescription(
      /"temporal-prod" names an environment/,
    );
    expect(screen.queryByRole('group', { name: 'Manifests' })).toBeNull();

    await user.clear(field('Consumer or instance'));
    await fill(user, 'Consumer or instance', 'temporal');
    const shown = screen.getByRole('group', { name: 'Manifests' });
    const [push, read] = parseAllDocuments(shown.textContent ?? '').map(each =>
      each.toJS(),
    );
    expect([push.kind, push.metadata.namespace]).toEqual([
      'PushSecret',
      'platform-data',
    ]);
    expect(push.spec.data[1].match).toEqual({
      secretKey: 'pass',
      remoteRef: {
        remoteKey: 'platform-data/postgres/temporal',
        property: 'password',
      },
    });
    expect([read.kind, read.metadata.namespace]).toEqual([
      'ExternalSecret',
      'temporal',
    ]);
    expect(
      within(screen.getByRole('region', { name: 'Manifests' })).getByRole(
        'button',
        { name: 'Copy YAML' },
      ),
    ).toBeEnabled();
  });

  it('can be used with the keyboard alone, and closed', async () => {
    const user = userEvent.setup();
    renderInTestApp(<TravelButton />);
    (
      await screen.findByRole('button', {
        name: 'How should this secret travel?',
      })
    ).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', {
      name: 'How should this secret travel?',
    });
    await user.tab();
    await user.tab();
    expect(choice('Where does the value come from?')).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
