import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { toAppError } from '#shared/data/index.ts';
import { useMessageBook, useT } from '#shared/i18n/index.ts';
import { IconBookmark } from '../../icons.ts';
import { notify } from '../../notify.tsx';
import { fetched } from '../../overlay/fetched.ts';
import { useErrorText } from '../../states.tsx';

const piece = fetched(() => import('./saved-views-menu.tsx'));

export interface SavedViewsProps {
  /** Under which the server keeps them: `members`. */
  readonly list: string;
  /** Names of the list's filters in the address. */
  readonly filters: readonly string[];
  /** Of a table: the columns that are put away. */
  readonly columns?: { readonly hidden: ReadonlySet<string>; put(hidden: readonly string[]): void } | undefined;
}

/** Keeps how somebody sees a list under a name. Until the first click there is only the button. */
export function SavedViews(props: SavedViewsProps) {
  const t = useT('ui');
  const book = useMessageBook();
  const errorText = useErrorText();
  const [Loaded, setLoaded] = useState<Awaited<ReturnType<typeof piece.fetch>> | null>(null);
  if (Loaded) return <Loaded {...props} />;
  const open = async (): Promise<void> => {
    try {
      const menu = await piece.fetch();
      await book.add('views', menu.words);
      setLoaded(() => menu);
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  const ahead = (): void => void piece.fetch().catch(() => undefined);
  return <ActionIcon size={34} variant="default" aria-label={t('table.views')} aria-haspopup="menu" aria-expanded={false} onPointerEnter={ahead} onFocus={ahead} onClick={() => void open()}><IconBookmark size={16} /></ActionIcon>;
}
