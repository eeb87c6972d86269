import { Alert, Anchor, List } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { IconAlertCircle } from '../icons.ts';
import type { Form } from './use-form.ts';

interface FormSummaryProps<Values extends object> {
  readonly form: Form<Values>;
}

/**
 * What is wrong, on top of the form. The focus goes to the first field that
 * can't be accepted, or here when the problem belongs to no field.
 */
export function FormSummary<Values extends object>({ form }: FormSummaryProps<Values>) {
  const t = useT('ui');
  const box = useRef<HTMLDivElement>(null);
  const { failure, problems, id } = form;

  const fieldFor = (path: string): HTMLElement | null => document.getElementById(`${id}-${path}`) ?? document.getElementById(`${id}-${path.split('.').at(-1)}`);
  const told = useRef<{ readonly problems: typeof problems; readonly failure: string | null }>({ problems: [], failure: null });
  useEffect(() => {
    // Correcting a field takes its problem away, the last one too; the focus must stay where the person types.
    const isNew = problems.some((problem) => !told.current.problems.includes(problem)) || (failure !== null && failure !== told.current.failure);
    if (isNew) (fieldFor(problems[0]?.path ?? '') ?? box.current)?.focus();
    told.current = { problems, failure };
  });

  if (!failure && problems.length < 2) return null;
  return (
    <Alert ref={box} tabIndex={-1} color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />} title={failure ?? t('form.problems', { count: problems.length })}>
      {problems.length > 1 ? (
        <List size="sm" spacing={2}>
          {problems.map(({ path, message }) => (
            <List.Item key={path}>
              <Anchor component="button" type="button" size="sm" onClick={() => fieldFor(path)?.focus()}>{message}</Anchor>
            </List.Item>
          ))}
        </List>
      ) : null}
    </Alert>
  );
}
