import { type FormEvent, useState } from 'react';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { Button, Group, IconCalendar, IconChevronDown, Popover, Stack, Text, TextInput } from '#shared/ui/index.ts';
import classes from './filter-bar.module.css';
import { type Days, type Period, maxDays, periodText, problemOf } from './period.ts';

interface CustomPeriodProps {
  readonly period: Period;
  readonly today: string;
  readonly onChange: (days: Days) => void;
}

/** Says which days are shown, and lets others be chosen. */
export function CustomPeriod({ period, today, onChange }: CustomPeriodProps) {
  const t = useT('analytics');
  const locale = useLocale();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-start" shadow="md" width={300}>
      <Popover.Target>
        <Button variant="default" className={classes.chip} data-active={period.preset === null || undefined} leftSection={<IconCalendar size={16} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />} onClick={() => setOpened(!opened)}>
          {periodText(locale, period)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('period.choose')}>
        {opened ? <DaysForm days={period} today={today} onSubmit={(days) => { setOpened(false); onChange(days); }} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

interface DaysFormProps {
  readonly days: Days;
  readonly today: string;
  readonly onSubmit: (days: Days) => void;
}

function DaysForm({ days, today, onSubmit }: DaysFormProps) {
  const t = useT('analytics');
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(days.to);
  const [tried, setTried] = useState(false);
  const problem = tried ? problemOf({ from, to }, today) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (problemOf({ from, to }, today) === null) onSubmit({ from, to });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group gap="xs" grow wrap="nowrap">
          <TextInput type="date" label={t('period.from')} value={from} max={today} onChange={(event) => setFrom(event.currentTarget.value)} aria-invalid={problem !== null} data-autofocus />
          <TextInput type="date" label={t('period.to')} value={to} max={today} onChange={(event) => setTo(event.currentTarget.value)} aria-invalid={problem !== null} />
        </Group>
        {problem ? <Text size="sm" className={classes.problem} role="alert">{t(`period.problem.${problem}`, { max: maxDays })}</Text> : null}
        <Button type="submit" fullWidth>{t('period.apply')}</Button>
      </Stack>
    </form>
  );
}
