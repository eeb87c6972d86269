import { useFormat, useT } from '#shared/i18n/index.ts';
import { Text } from '#shared/ui/index.ts';
import type { AgentConfigPartsFragment } from '../gql/graphql.ts';
import classes from './config-diff.module.css';
import { type ConfigField, differingFields } from './config.ts';
import { wordDiff } from './word-diff.ts';

interface ConfigDiffProps {
  /** Null when there is nothing to compare with. */
  readonly before: AgentConfigPartsFragment | null;
  readonly after: AgentConfigPartsFragment;
}

/** What differs between two configurations, field by field. */
export function ConfigDiff({ before, after }: ConfigDiffProps) {
  const t = useT('agents');
  const format = useFormat();
  const fields = differingFields(before, after);
  const textOf = (config: AgentConfigPartsFragment | null, field: ConfigField): string => {
    if (config === null) return '';
    if (field === 'tone') return t(`tone.${config.tone}`);
    if (field === 'tags') return config.tags.length === 0 ? t('config.allKnowledge') : format.list(config.tags.map(({ name }) => name));
    return config[field];
  };
  if (fields.length === 0) return <Text size="sm" c="dimmed">{t('diff.same')}</Text>;
  return (
    <dl className={classes.diff}>
      {fields.map((field) => {
        // A choice is replaced as a whole; prose is compared by words.
        const whole = field === 'tone' || field === 'tags';
        const [was, is] = [textOf(before, field), textOf(after, field)];
        const pieces = whole ? [{ kind: 'gone' as const, text: was }, { kind: 'new' as const, text: is }].filter(({ text }) => text !== '') : wordDiff(was, is);
        return (
          <div key={field} className={classes.field}>
            <dt>{t(`config.${field}`)}</dt>
            <dd>
              {pieces.length === 0 ? <Text span size="sm" c="dimmed">{t('diff.empty')}</Text> : pieces.map(({ kind, text }, at) => {
                // Without anything to compare with, all is simply what it is.
                if (kind === 'same' || before === null) return <span key={at}>{text}</span>;
                return kind === 'gone' ? <del key={at}>{text}</del> : <ins key={at}>{text}</ins>;
              })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
