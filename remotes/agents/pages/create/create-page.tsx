import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, FormSummary, Group, Link, PageHeader, Radio, Stack, Text, TextInput, Textarea, useForm, useNavigate } from '#shared/ui/index.ts';
import { AgentsDocument, CreateAgentDocument } from '../../gql/graphql.ts';
import classes from './create-page.module.css';
import { type TemplateId, templates } from './templates.ts';

interface NewAgent {
  readonly template: TemplateId;
  readonly name: string;
  readonly goal: string;
}

/** A new agent, blank or from a template; everything can be changed afterwards. */
export default function CreatePage() {
  const t = useT('agents');
  const navigate = useNavigate();
  // One id for this form: sending it twice makes one agent.
  const [id] = useState(() => crypto.randomUUID());
  const [create] = useMutation(CreateAgentDocument, { refetchQueries: [AgentsDocument], awaitRefetchQueries: false });
  const form = useForm({
    initial: { template: 'blank', name: '', goal: '' } as NewAgent,
    check: ({ name }) => (name.trim() === '' ? { name: t('config.nameNeeded') } : {}),
    submit: async ({ template, name, goal }) => {
      const blank = template === 'blank';
      const tone = templates.find((one) => one.id === template)?.tone ?? 'neutral';
      const config = { name: name.trim(), goal: goal.trim(), instructions: blank ? '' : t(`template.${template}.instructions`), tone, tagIds: [], fallback: t(blank ? 'template.fallback' : `template.${template}.fallback`) };
      return outcomeOf((await create({ variables: { input: { id, config } } })).data?.createAgent);
    },
    onDone: (agent) => void navigate(`/agents/${agent.id}`, { replace: true }),
  });

  const goalOf = (template: TemplateId): string => (template === 'blank' ? '' : t(`template.${template}.goal`));
  const choose = (template: TemplateId): void => {
    // A goal that the person wrote stays; the template's own goes with it.
    if (form.values.goal === goalOf(form.values.template)) form.set('goal', goalOf(template));
    form.set('template', template);
  };

  return (
    <>
      <PageHeader back={{ to: '/agents', label: t('editor.back') }} title={t('create.title')} purpose={t('create.purpose')} />
      <form onSubmit={form.submit} noValidate className={classes.form}>
        <Stack gap="lg">
          <FormSummary form={form} />
          <TextInput label={t('config.name')} description={t('config.nameHint')} maw={420} autoFocus {...form.field('name')} />
          <Radio.Group label={t('create.start')} value={form.values.template} onChange={(template) => choose(template as TemplateId)}>
            <div className={classes.templates}>
              {templates.map((template) => (
                <Radio.Card key={template.id} value={template.id} className={classes.template}>
                  <Group gap="sm" wrap="nowrap" align="flex-start">
                    <Radio.Indicator mt={2} />
                    <div>
                      <Text fw={600}>{t(`template.${template.id}.title`)}</Text>
                      <Text size="sm" c="dimmed">{t(`template.${template.id}.text`)}</Text>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          <Textarea label={t('config.goal')} description={t('config.goalHint')} autosize minRows={2} maxRows={8} {...form.field('goal')} />
          <Group gap="xs">
            <Button type="submit" loading={form.submitting}>{t('create.submit')}</Button>
            <Button component={Link} to="/agents" variant="default">{t('create.cancel')}</Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
