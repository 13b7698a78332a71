import { Link, Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  RequestResponse,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useId, useState } from 'react';
import type { Polled } from '../../hooks/Poller';
import type { RequestTarget } from '../../hooks/useRequest';
import { useRequest } from '../../hooks/useRequest';
import { errorText } from '../../model/errors';
import { applyText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { PlanView } from './PlanView';
import { ProposalView } from './ProposalView';
import { ReasonField } from './ReasonField';

/**
 * Asks for a Secret, or gives one back: shows first, from a dry run, exactly
 * what changes and what comes of it, and changes it only then.
 */
export function RequestDialog(props: {
  readonly entityRef: string;
  readonly target: RequestTarget;
  readonly mode: RequestResponse['mode'];
  readonly usage: Polled<UsageResponse>;
  readonly onApplied: (response: RequestResponse) => void;
  readonly onClose: () => void;
  /**
   * Called after the dialog has closed with a change: the element that had the
   * focus before is gone.
   */
  readonly onClosedAfterChange: () => void;
}) {
  const { target } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const titleId = useId();
  const [isOpen, setOpen] = useState(true);
  const { state, apply, check } = useRequest(
    props.entityRef,
    target,
    response => {
      props.onApplied(response);
      // A pull request's link is still to be seen.
      setOpen(response.pullRequestUrl !== null);
    },
  );

  const checked = 'checked' in state ? state.checked : undefined;
  const isDone = state.status === 'applied';
  const canApply = state.status === 'checked' || state.status === 'refused';
  const [reason, setReason] = useState('');
  const isReasonRequired = checked?.plan.requires?.reason ?? false;
  const isReasonMissing = isReasonRequired && reason.trim() === '';
  const isOpenAlready = !isDone && Boolean(checked?.pullRequestUrl);

  return (
    <Dialog
      open={isOpen}
      onClose={() => setOpen(false)}
      TransitionProps={{
        onExited: () => {
          props.onClose();
          if (isDone) {
            props.onClosedAfterChange();
          }
        },
      }}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="sm"
    >
      <DialogTitle id={titleId}>
        {t(target.action === 'add' ? 'dialog.addTitle' : 'dialog.removeTitle', {
          name: target.distribution,
        })}
      </DialogTitle>
      <DialogContent>
        {state.status === 'checking' && (
          <>
            <Typography role="status" variant="body2">
              {t('dialog.checking')}
            </Typography>
            <Progress />
          </>
        )}
        {state.status === 'check-failed' && (
          <Alert variant="outlined" severity="error">
            <AlertTitle>{t('dialog.checkFailed')}</AlertTitle>
            {errorText(state.error)}
          </Alert>
        )}
        {checked && (
          <PlanView
            action={target.action}
            plan={checked.plan}
            usage={props.usage}
          />
        )}
        {checked?.proposal && <ProposalView proposal={checked.proposal} />}
        {(checked?.proposal || isReasonRequired) &&
          !isDone &&
          !isOpenAlready && (
            <ReasonField
              value={reason}
              onChange={setReason}
              isRequired={isReasonRequired}
              isReviewed={checked?.proposal !== undefined}
            />
          )}
        {isOpenAlready && checked?.pullRequestUrl && (
          <Alert variant="outlined" severity="info">
            {t('dialog.pullRequestIsOpen')}{' '}
            <Link to={checked.pullRequestUrl}>{checked.pullRequestUrl}</Link>
          </Alert>
        )}
        {state.status === 'refused' && (
          <Alert variant="outlined" severity="error">
            <AlertTitle>{t('dialog.refused')}</AlertTitle>
            {errorText(state.error)}
          </Alert>
        )}
        {isDone && checked?.pullRequestUrl && (
          <Alert variant="outlined" severity="success">
            {t('dialog.pullRequestOpened')}{' '}
            <Link to={checked.pullRequestUrl}>{checked.pullRequestUrl}</Link>
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => setOpen(false)}>
          {t(isDone || isOpenAlready ? 'dialog.close' : 'dialog.cancel')}
        </Button>
        {state.status === 'check-failed' ? (
          <Button color="primary" variant="contained" onClick={check}>
            {t('tab.retry')}
          </Button>
        ) : (
          !isDone &&
          !isOpenAlready && (
            <Button
              color="primary"
              variant="contained"
              disabled={!canApply || isReasonMissing}
              onClick={() => apply(reason.trim())}
            >
              {applyText(checked?.mode ?? props.mode, target.action, t)}
            </Button>
          )
        )}
      </DialogActions>
    </Dialog>
  );
}
