import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { centralSecretsTranslationRef } from '../../translation';

/** The maximum length of a reason that the backend accepts. */
const MAX_REASON = 500;

/** Asks why somebody wants a secret. */
export function ReasonField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether a request without a reason is refused. */
  readonly isRequired: boolean;
  /** Whether reviewers of a pull request see it. It is recorded in any case. */
  readonly isReviewed: boolean;
}) {
  const { isRequired, isReviewed } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const id = useId();
  const hints = [
    ...(isRequired ? [t('dialog.reasonRequiredHint')] : []),
    t(isReviewed ? 'dialog.reasonHint' : 'dialog.reasonRecordedHint'),
  ];
  return (
    <TextField
      id={id}
      label={t(isRequired ? 'dialog.reasonRequired' : 'dialog.reason')}
      helperText={hints.join(' ')}
      required={isRequired}
      value={props.value}
      onChange={({ target: { value } }) => props.onChange(value)}
      inputProps={{ maxLength: MAX_REASON }}
      margin="normal"
      fullWidth
      multiline
    />
  );
}
