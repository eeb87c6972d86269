import { useT } from '#shared/i18n/index.ts';
import classes from './config-form.module.css';

export const sections = ['identity', 'behaviour', 'knowledge', 'fallback'] as const;

/** Jumps between the parts of the form. */
export function SectionNav() {
  const t = useT('agents');
  const go = (section: string): void => {
    const part = document.getElementById(`agent-${section}`);
    part?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    part?.focus({ preventScroll: true });
  };
  return (
    <nav aria-label={t('editor.sections')} className={classes.nav}>
      {sections.map((section) => <button key={section} type="button" className={classes.jump} onClick={() => go(section)}>{t(`section.${section}`)}</button>)}
    </nav>
  );
}
