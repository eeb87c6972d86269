import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconAlertTriangle, IconCircle, IconCircleCheck, IconCircleX, IconLoader2, IconSparkles } from '../icons.ts';
import classes from './display.module.css';

/** What a status means for the reader. Always with a word and an icon, never by colour alone. */
export type StatusTone = 'positive' | 'warning' | 'negative' | 'neutral' | 'accent' | 'progress';

const looks = {
  positive: { color: 'green', Icon: IconCircleCheck },
  warning: { color: 'yellow', Icon: IconAlertTriangle },
  negative: { color: 'red', Icon: IconCircleX },
  neutral: { color: 'gray', Icon: IconCircle },
  accent: { color: 'indigo', Icon: IconSparkles },
  progress: { color: 'indigo', Icon: IconLoader2 },
} as const;

interface StatusBadgeProps {
  readonly tone: StatusTone;
  readonly label: string;
  /** @default the tone's own */
  readonly icon?: ReactNode;
}

export function StatusBadge({ tone, label, icon }: StatusBadgeProps) {
  const { color, Icon } = looks[tone];
  return (
    <Badge color={color} size="md" className={classes.badge} data-tone={tone} leftSection={icon ?? <Icon size={13} className={tone === 'progress' ? classes.turning : undefined} aria-hidden />}>
      {label}
    </Badge>
  );
}
