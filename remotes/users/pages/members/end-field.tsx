import { useT } from '#shared/i18n/index.ts';
import { Select, Stack, TextInput, useShell } from '#shared/ui/index.ts';
import { type End, lasting, wallOf } from './lasting.ts';

interface EndFieldProps {
  readonly value: End;
  readonly onChange: (end: End) => void;
  readonly error?: string | undefined;
}

/** When a grant ends: never, after some days, or at a date and time of the workspace. */
export function EndField({ value, onChange, error }: EndFieldProps) {
  const t = useT('users');
  const { session: { workspace: { timeZone } } } = useShell();
  const words = (lasts: (typeof lasting)[number]): string => (lasts === 'forever' || lasts === 'date' ? t(`permissionDialog.${lasts}`) : t('permissionDialog.days', { count: Number(lasts) }));
  return (
    <Stack gap="xs">
      <Select label={t('permissionDialog.lasts')} data={lasting.map((lasts) => ({ value: lasts as string, label: words(lasts) }))} allowDeselect={false} value={value.lasts} onChange={(lasts) => onChange({ ...value, lasts: lasts ?? value.lasts })} />
      {value.lasts === 'date' ? <TextInput type="datetime-local" label={t('permissionDialog.until')} description={t('permissionDialog.zone', { zone: timeZone.replaceAll('_', ' ') })} required min={wallOf(Date.now(), timeZone)} value={value.until} error={error} onChange={(event) => onChange({ ...value, until: event.currentTarget.value })} /> : null}
    </Stack>
  );
}
