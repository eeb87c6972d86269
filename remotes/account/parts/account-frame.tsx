import type { ReactNode } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { PageHeader, PageTabs, Title } from '#shared/ui/index.ts';
import classes from './account-frame.module.css';

/** A page of one's own account, beside the way to its others. */
export function AccountFrame({ children }: { readonly children: ReactNode }) {
  const t = useT('account');
  const tabs = [{ to: '/account', label: t('profile.tab') }, { to: '/account/security', label: t('security.tab') }, { to: '/account/sessions', label: t('sessions.tab') }];
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} tabs={<PageTabs label={t('title')} tabs={tabs} />} />
      <div className={classes.sections}>{children}</div>
    </>
  );
}

interface SectionProps { readonly title: string; readonly text: ReactNode; readonly aside?: ReactNode; readonly children?: ReactNode }

/** One matter of the page: what it is, how it stands, what can be done. */
export function Section({ title, text, aside, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <Title order={2} size="h3">{title}</Title>
        {aside}
      </div>
      <p className={classes.text}>{text}</p>
      {children}
    </section>
  );
}
