import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(2) } }),
  { name: 'CentralSecretsLeftOutNotice' },
);

/** Says what the answer does not hold; nothing where it holds everything. */
export function LeftOutNotice(props: { readonly texts: readonly string[] }) {
  const classes = useStyles();
  return (
    <>
      {props.texts.map(text => (
        <Alert
          key={text}
          variant="outlined"
          severity="warning"
          role="note"
          className={classes.root}
        >
          {text}
        </Alert>
      ))}
    </>
  );
}
