import { useT } from '#shared/i18n/index.ts';
import { IconQuote, IconSparkles, Text } from '#shared/ui/index.ts';
import classes from './provider.module.css';

/** What a provider changes about answers. */
export function ProviderExplained({ connected }: { readonly connected: boolean }) {
  const t = useT('settings');
  return (
    <div className={classes.explained}>
      {connected ? <IconSparkles size={18} aria-hidden /> : <IconQuote size={18} aria-hidden />}
      <Text>{t(connected ? 'provider.with' : 'provider.without')}</Text>
    </div>
  );
}
