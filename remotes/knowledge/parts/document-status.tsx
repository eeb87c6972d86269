import { useFormat, useT } from '#shared/i18n/index.ts';
import { Progress, StatusBadge, type StatusTone } from '#shared/ui/index.ts';
import type { DocumentStatus } from '../gql/graphql.ts';
import classes from './document-status.module.css';

const tones: Readonly<Record<DocumentStatus, StatusTone>> = { uploaded: 'progress', parsing: 'progress', indexing: 'progress', ready: 'positive', failed: 'negative' };

/** How far a document has come on its way to being searchable. */
export const steps: readonly DocumentStatus[] = ['uploaded', 'parsing', 'indexing', 'ready'];

/** Whether a document is still on its way to being searchable. */
export const isMoving = ({ status }: { readonly status: DocumentStatus }): boolean => status !== 'ready' && status !== 'failed';

interface DocumentStateProps {
  readonly document: { readonly status: DocumentStatus; readonly progress: number | null };
}

/** Status in a word, with a bar while it moves. */
export function DocumentState({ document: { status, progress } }: DocumentStateProps) {
  const t = useT('knowledge');
  const format = useFormat();
  const moving = status === 'parsing' || status === 'indexing';
  return (
    <div className={classes.state}>
      <StatusBadge tone={tones[status]} label={moving && progress !== null ? t('status.moving', { status: t(`status.${status}`), percent: format.percent(progress) }) : t(`status.${status}`)} />
      {moving ? <Progress size={3} value={progress === null ? 100 : progress * 100} animated={progress === null} aria-label={t(`status.${status}`)} /> : null}
    </div>
  );
}

/** The four steps from upload to searchable, the present one marked. */
export function DocumentSteps({ document: { status, progress } }: DocumentStateProps) {
  const t = useT('knowledge');
  const format = useFormat();
  const at = steps.indexOf(status);
  return (
    <ol className={classes.steps} aria-label={t('steps.title')}>
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'later';
        return (
          <li key={step} className={classes.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className={classes.dot} aria-hidden />
            {t(`steps.${step}`)}{state === 'now' && progress !== null ? ` ${format.percent(progress)}` : ''}
          </li>
        );
      })}
    </ol>
  );
}
