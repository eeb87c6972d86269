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
  const told = useRef<typeof problems | string | null>(null);
  useEffect(() => {
    const now = problems.length > 0 ? problems : failure;
    // Correcting one field takes its problem away; the focus must stay where the person types.
    const fewer = Array.isArray(told.current) && Array.isArray(now) && now.every((problem) => (told.current as typeof problems).includes(problem));
    if (now && now !== told.current && !fewer) (fieldFor(problems[0]?.path ?? '') ?? box.current)?.focus();
    told.current = now;
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
