import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useT } from '#shared/i18n/index.ts';
import { IconBaselineDensityMedium, IconBaselineDensitySmall } from '../icons.ts';
import { Tooltip } from '../overlay/tooltip.tsx';

/** `normal` has rows of 40 px, `dense` of 36 px in smaller type. */
export type Density = 'normal' | 'dense';

/** How dense tables are: one choice for all, kept per browser. */
export const useDensity = (): [Density, (density: Density) => void] => {
  const [density, setDensity] = useLocalStorage<Density>({ key: 'isatis.density', defaultValue: 'normal', getInitialValueInEffect: false });
  return [density, setDensity];
};

interface DensitySwitchProps {
  readonly density: Density;
  readonly onChange: (density: Density) => void;
}

export function DensitySwitch({ density, onChange }: DensitySwitchProps) {
  const t = useT('ui');
  const dense = density === 'dense';
  return (
    <Tooltip label={t('table.dense')}>
      <ActionIcon size={34} variant="default" visibleFrom="sm" aria-label={t('table.dense')} aria-pressed={dense} onClick={() => onChange(dense ? 'normal' : 'dense')}>
        {dense ? <IconBaselineDensitySmall size={16} /> : <IconBaselineDensityMedium size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
