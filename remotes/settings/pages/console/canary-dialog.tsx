import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { FormDialog, MultiSelect, NumberInput, Text, useForm, useShell } from '#shared/ui/index.ts';
import { type ConsoleBuildRowFragment, type ConsoleRowFragment, SetConsoleCanaryDocument } from '../../gql/graphql.ts';
import { nameOfRole, shortId } from './action.ts';

interface CanaryDialogProps {
  readonly remote: ConsoleRowFragment;
  readonly build: ConsoleBuildRowFragment;
  readonly onClose: () => void;
}

const usual = 10;
const full = 100;
/** From here on a list is easier to search than to read. */
const MANY = 8;

/** Gives a build to a share of the people, and to those of some roles. */
export function CanaryDialog({ remote, build, onClose }: CanaryDialogProps) {
  const t = useT('settings');
  const format = useFormat();
  const { notify } = useShell();
  const [setCanary] = useMutation(SetConsoleCanaryDocument);
  const present = remote.canary?.build.buildId === build.buildId ? remote.canary : null;
  const form = useForm({
    initial: { share: (present?.share ?? usual) as number | string, roles: (present?.roles ?? []).map(({ id }) => id) },
    submit: async ({ share, roles: chosen }) => {
      const input = { remote: remote.id, buildId: build.buildId, share: Number(share), roles: chosen, version: remote.version };
      return outcomeOf((await setCanary({ variables: { input } })).data?.setConsoleCanary);
    },
    onDone: ({ canary }) => {
      notify({ kind: 'success', text: t('console.done.canary', { area: remote.title, build: shortId(build.buildId), count: canary?.people ?? 0 }) });
      onClose();
    },
  });
  const about = Math.round((Number(form.values.share) / full) * remote.people);
  return (
    <FormDialog form={form} opened onClose={onClose} title={t('console.ask.canary', { area: remote.title, build: shortId(build.buildId) })} submitLabel={t('console.confirm.canary')}>
      <Text c="dimmed">{t('console.consequence.canary', { now: shortId(remote.stable.buildId) })}</Text>
      <NumberInput {...form.field('share')} label={t('console.share')} description={t('console.shareHint', { about: format.number(about), count: remote.people })} min={0} max={full} suffix=" %" allowDecimal={false} />
      <MultiSelect {...form.field('roles')} label={t('console.roles')} description={t('console.rolesHint')} data={remote.roleChoices.map((role) => ({ value: role.id, label: nameOfRole(role, t) }))} searchable={remote.roleChoices.length > MANY} />
    </FormDialog>
  );
}
