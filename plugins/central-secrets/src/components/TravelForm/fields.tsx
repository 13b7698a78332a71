import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { messageText } from '../../model/messageText';
import type { Translate } from '../../model/translate';
import type { Problem } from '../../model/travel';
import { centralSecretsTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      // The theme's red is too weak for text: the line below the field has it.
      '& .MuiFormLabel-root.Mui-error, & .MuiFormHelperText-root.Mui-error': {
        color: theme.palette.text.primary,
      },
    },
  }),
  { name: 'CentralSecretsTravelField' },
);

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

function problemText(problem: Problem, t: Translate): string {
  return problem === 'missing' ? t('travel.missing') : messageText(problem, t);
}

/** A choice of one. Its problem stands beside it, and is read with it. */
export function ChoiceField(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice<string>[];
  readonly problem: Problem | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, choices, problem } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const id = useId();
  const classes = useStyles();
  return (
    <TextField
      select
      fullWidth
      margin="normal"
      className={classes.root}
      id={id}
      label={label}
      value={value}
      error={problem !== undefined}
      helperText={problem && problemText(problem, t)}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ native: true }}
      onChange={event => props.onChange(event.target.value)}
    >
      <option value="">{t('travel.choose')}</option>
      {choices.map(choice => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** A text. Its problem stands beside it, and is read with it. */
export function NameField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: Problem | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { label, hint, value, problem } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const id = useId();
  const classes = useStyles();
  return (
    <TextField
      fullWidth
      margin="normal"
      className={classes.root}
      id={id}
      label={label}
      value={value}
      error={problem !== undefined}
      helperText={problem ? problemText(problem, t) : hint}
      InputLabelProps={{ shrink: true }}
      inputProps={{ autoCapitalize: 'none', spellCheck: false }}
      onChange={event => props.onChange(event.target.value)}
    />
  );
}

/** A choice of any. */
export function ChoicesField<Value extends string>(props: {
  readonly label: string;
  readonly chosen: readonly Value[];
  readonly choices: readonly Choice<Value>[];
  readonly problem: Problem | undefined;
  readonly onChange: (chosen: readonly Value[]) => void;
}) {
  const { label, chosen, choices, problem } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const problemId = useId();
  const classes = useStyles();
  return (
    <FormControl
      component="fieldset"
      margin="normal"
      className={classes.root}
      error={problem !== undefined}
      aria-describedby={problem && problemId}
    >
      <FormLabel component="legend">{label}</FormLabel>
      <FormGroup>
        {choices.map(choice => (
          <FormControlLabel
            key={choice.value}
            label={choice.label}
            control={
              <Checkbox
                color="primary"
                checked={chosen.includes(choice.value)}
                onChange={(_, isChosen) =>
                  props.onChange(
                    isChosen
                      ? [...chosen, choice.value]
                      : chosen.filter(value => value !== choice.value),
                  )
                }
              />
            }
          />
        ))}
      </FormGroup>
      {problem && (
        <FormHelperText id={problemId}>
          {problemText(problem, t)}
        </FormHelperText>
      )}
    </FormControl>
  );
}
