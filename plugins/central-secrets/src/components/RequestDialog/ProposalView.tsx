import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Proposal } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { centralSecretsTranslationRef } from '../../translation';
import { Code, CodeBlock } from '../common/Code';

/** The file that a pull request changes, and its lines. */
export function ProposalView({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const { repositoryUrl, path, branch, lines } = proposal;
  const text = lines
    .map(
      ({ change, line, text: content }) =>
        `${change === 'removed' ? '-' : '+'} ${line}: ${content}`,
    )
    .join('\n');
  return (
    <>
      <Typography variant="subtitle2" component="h3">
        {t('dialog.pullRequest')}
      </Typography>
      <Typography variant="body2">
        {t('dialog.fileChanges', {
          path: <Code>{path}</Code>,
          repository: <Link to={repositoryUrl}>{repositoryUrl}</Link>,
          branch: <Code>{branch}</Code>,
        })}
      </Typography>
      <CodeBlock label={t('dialog.pullRequest')} text={text} />
    </>
  );
}
