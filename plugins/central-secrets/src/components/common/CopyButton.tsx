import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import DoneIcon from '@material-ui/icons/Done';
import FileCopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { centralSecretsTranslationRef } from '../../translation';

/** For so long the button says that it has copied. */
const DONE_SHOWN_MS = 2_000;

/** Copies a text, and says that it did. */
export function CopyButton(props: {
  readonly label: string;
  readonly text: string;
}) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  // Works on pages without HTTPS too, where the browser has no clipboard API.
  const [{ error }, copy] = useCopyToClipboard();
  const [copiedAt, setCopiedAt] = useState<number>();

  useEffect(() => {
    if (copiedAt === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => setCopiedAt(undefined), DONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copiedAt]);

  const isDone = copiedAt !== undefined && !error;
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={isDone ? <DoneIcon /> : <FileCopyIcon />}
        onClick={() => {
          copy(props.text);
          setCopiedAt(Date.now());
        }}
      >
        {isDone ? t('copy.done') : props.label}
      </Button>
      <Typography role="status" component="span" variant="caption">
        {error ? t('copy.failed') : ''}
      </Typography>
    </>
  );
}
