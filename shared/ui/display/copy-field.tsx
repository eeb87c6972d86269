import { Button, CopyButton, TextInput } from '@mantine/core';
import { useT } from '#shared/i18n/index.ts';
import { Textarea } from '../lazy/inputs.tsx';
import { IconCheck, IconCopy } from '../icons.ts';
import classes from './display.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  /** Rows of text; one line when left out. */
  readonly rows?: number;
}

/** A value to be taken elsewhere: a link, a script tag. */
export function CopyField({ label, value, description, rows }: CopyFieldProps) {
  const t = useT('ui');
  const select = (event: React.FocusEvent<HTMLInputElement | HTMLTextAreaElement>): void => event.currentTarget.select();
  return (
    <div className={classes.copy}>
      {rows ? <Textarea label={label} description={description} value={value} rows={rows} readOnly onFocus={select} /> : <TextInput label={label} description={description} value={value} readOnly onFocus={select} />}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} aria-live="polite">
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
