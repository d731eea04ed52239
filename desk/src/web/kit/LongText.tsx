/** A text of several lines: Enter breaks the line, Ctrl+Enter sends the form that it stands in, while its door is open. */
import { Textarea, type TextareaProps } from '@mantine/core';
import classes from './ask.module.css';

export const LongText = (props: TextareaProps) => (
  <Textarea
    autosize
    minRows={2}
    {...props}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.currentTarget.form?.querySelector<HTMLButtonElement>('[type="submit"]')?.click();
    }}
  />
);

/** Beside the door; not where there are no keys. */
export const LongTextNote = () => <span className={classes.keys}>Ctrl+Enter sends</span>;
