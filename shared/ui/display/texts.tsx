import { Text } from '@mantine/core';
import { type ReactNode, Suspense, lazy, useEffect, useState } from 'react';
import { useFormat } from '#shared/i18n/index.ts';
import classes from './display.module.css';
import { Tooltip } from '../overlay/tooltip.tsx';

interface RelativeTimeProps {
  /** ISO instant, or null for "never". */
  readonly at: string | null;
  /** What stands for null. @default – */
  readonly none?: ReactNode;
}

const everyMinute = 60_000;

/** "3 minutes ago", with the exact time on hover and for screen readers; keeps up with the clock. */
export function RelativeTime({ at, none = '–' }: RelativeTimeProps) {
  const format = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMinute);
    return () => clearInterval(timer);
  }, []);
  if (at === null) return <Text span c="dimmed" inherit>{none}</Text>;
  // What just happened may lie a moment after the last tick.
  const shown = Math.max(now, Date.now());
  return <Tooltip label={<ExactTime at={at} />}><time dateTime={at} className={classes.time}>{format.relative(at, shown)}</time></Tooltip>;
}

/** Drawn when it is looked at: the first format of a date takes longer than a row of a table. */
const ExactTime = ({ at }: { readonly at: string }) => useFormat().dateTime(at);

/** 1.4 MB */
export function FileSize({ bytes }: { readonly bytes: number }) {
  const format = useFormat();
  return <span className="tabular">{format.bytes(bytes)}</span>;
}

/** Running text at a readable measure. */
export function Prose({ children }: { readonly children: ReactNode }) {
  return <div className={classes.prose}>{children}</div>;
}

const MarkdownText = lazy(() => import('./markdown.tsx'));

interface MarkdownProps {
  readonly text: string;
  /** Draws a citation mark such as `[1]`. @default as plain text */
  readonly renderCitation?: (number: number) => ReactNode;
}

/** Markdown that somebody else wrote: no HTML, no images, only http(s) links. Plain text until it is fetched. */
export function Markdown(props: MarkdownProps) {
  return (
    <div className={classes.prose}>
      <Suspense fallback={<p style={{ whiteSpace: 'pre-wrap' }}>{props.text}</p>}><MarkdownText {...props} /></Suspense>
    </div>
  );
}
