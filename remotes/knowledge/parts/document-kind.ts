import { useLocale, useT } from '#shared/i18n/index.ts';

/** "PDF" and "Italian", as far as they are known. */
export function useDocumentKind() {
  const t = useT('knowledge');
  const locale = useLocale();
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const languageName = (code: string): string => {
    const name = code === 'other' ? t('language.other') : (names.of(code) ?? code);
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  };
  return {
    format: (format: string): string => format.toUpperCase(),
    language: (code: string | null): string | null => (code === null || code === '' ? null : languageName(code)),
  };
}
