import type { ReactNode } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, FormPage, Group, MultiSelect, Select, Stack, Text, TextInput, Textarea, useCan, useErrorText } from '#shared/ui/index.ts';
import { type AgentPartsFragment, AgentTagsDocument } from '../../../gql/graphql.ts';
import { ConfigDiff } from '../../../parts/config-diff.tsx';
import { tones } from '../../../parts/config.ts';
import type { useAgentForm } from '../use-agent-form.ts';
import classes from './config-form.module.css';

interface ConfigFormProps {
  readonly agent: AgentPartsFragment;
  readonly editing: ReturnType<typeof useAgentForm>;
}

/** What an agent is and how it answers. */
export function ConfigForm({ agent, editing: { form, theirs, keepMine, takeTheirs } }: ConfigFormProps) {
  const t = useT('agents');
  const errorText = useErrorText();
  const { data, error } = useQuery(AgentTagsDocument, { skip: !useCan('knowledge:read') });
  // Tags of the draft are known before all the others are.
  const tags = data?.tags ?? agent.draft.tags;
  const mine = { ...form.values, __typename: 'AgentConfig' as const, tags: tags.filter(({ id }) => form.values.tagIds.includes(id)).map(({ id, name }) => ({ __typename: 'Tag' as const, id, name })) };
  return (
    <FormPage form={form} readOnly={!agent.viewerCanUpdate} submitLabel={t('editor.save')}>
      <Stack gap="xl">
        {theirs ? (
          <Alert color="yellow" title={t('stale.title')}>
            <Stack gap="sm">
              <Text size="sm">{t('stale.text')}</Text>
              <div className={classes.compared}><ConfigDiff before={theirs.draft} after={mine} /></div>
              <Group gap="xs">
                <Button size="compact-sm" onClick={keepMine}>{t('stale.keepMine')}</Button>
                <Button size="compact-sm" variant="default" onClick={takeTheirs}>{t('stale.takeTheirs')}</Button>
              </Group>
            </Stack>
          </Alert>
        ) : null}
        <Part id="identity">
          <TextInput label={t('config.name')} description={t('config.nameHint')} {...form.field('name')} />
          <Textarea label={t('config.goal')} description={t('config.goalHint')} autosize minRows={2} maxRows={8} {...form.field('goal')} />
        </Part>
        <Part id="behaviour">
          <Select label={t('config.tone')} description={t('config.toneHint')} data={tones.map((tone) => ({ value: tone, label: t(`tone.${tone}`) }))} maw={280} {...form.field('tone')} />
          <Textarea label={t('config.instructions')} description={t('config.instructionsHint')} autosize minRows={6} maxRows={24} {...form.field('instructions')} />
        </Part>
        <Part id="knowledge">
          <MultiSelect
            label={t('config.tags')}
            description={t('config.tagsHint')}
            placeholder={form.values.tagIds.length === 0 ? t('config.allKnowledge') : undefined}
            data={tags.map(({ id, name }) => ({ value: id, label: name }))}
            nothingFoundMessage={t('config.noSuchTag')}
            searchable
            {...form.field('tagIds')}
            error={form.field('tagIds').error ?? (error ? errorText(toAppError(error)) : undefined)}
          />
        </Part>
        <Part id="fallback">
          <Textarea label={t('config.fallback')} description={t('config.fallbackHint')} autosize minRows={2} maxRows={8} {...form.field('fallback')} />
        </Part>
      </Stack>
    </FormPage>
  );
}

function Part({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const t = useT('agents');
  return (
    <section aria-labelledby={`agent-${id}`} className={classes.part}>
      <h2 id={`agent-${id}`} tabIndex={-1} className={classes.title}>{t(`section.${id}`)}</h2>
      <Stack gap="md">{children}</Stack>
    </section>
  );
}
