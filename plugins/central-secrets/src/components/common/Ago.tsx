import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { durationText, exactText, relativeText } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { useServerNow } from './ServerTime';

/** A time as the distance from now; exact, in the reader's zone, on hover. */
export function Ago({ at }: { readonly at: number }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const now = useServerNow();
  return <Time at={at} text={relativeText(at, now, t)} />;
}

/** How long ago a time is, without saying so: "4 min"; exact on hover. */
export function For({ since }: { readonly since: number }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const now = useServerNow();
  return <Time at={since} text={durationText(now - since, t)} />;
}

function Time({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at)}>
      {text}
    </time>
  );
}
