import { useT } from '#shared/i18n/index.ts';
import { Anchor, CopyField, EmptyState, IconExternalLink, IconWorld, Stack, Text } from '#shared/ui/index.ts';
import type { AgentPartsFragment } from '../../../gql/graphql.ts';
import classes from './site-panel.module.css';

/** Where the tag's script comes from; a site's policy has to allow it. */
const originOf = (tag: string): string => {
  const address = /src="([^"]+)"/.exec(tag)?.[1];
  return address === undefined ? location.origin : new URL(address, location.origin).origin;
};

/** How visitors reach the agent: the script tag, what a strict policy needs, and a page to see it on. */
export function SitePanel({ agent: { widgetTag, demoUrl } }: { readonly agent: AgentPartsFragment }) {
  const t = useT('agents');
  if (widgetTag === null) return <EmptyState drawing={<IconWorld size={26} stroke={1.5} />} title={t('site.notYet')} text={t('site.notYetText')} />;
  const origin = originOf(widgetTag);
  return (
    <Stack gap="lg" maw={760}>
      <section className={classes.card}>
        <h2 className={classes.title}>{t('site.tagTitle')}</h2>
        <CopyField label={t('site.tag')} description={t('site.tagHint')} value={widgetTag} rows={2} />
      </section>
      {demoUrl ? (
        <section className={classes.card}>
          <h2 className={classes.title}>{t('site.demoTitle')}</h2>
          <Text>{t('site.demoText')}</Text>
          <Anchor href={demoUrl} target="_blank" rel="noopener" className={classes.demo}>{t('site.demo')}<IconExternalLink size={16} aria-hidden /></Anchor>
        </section>
      ) : null}
      <section className={classes.card}>
        <h2 className={classes.title}>{t('site.policyTitle')}</h2>
        <CopyField label={t('site.policy')} description={t('site.policyHint')} value={`script-src ${origin}; frame-src ${origin}`} />
      </section>
    </Stack>
  );
}
