import { Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import type { CitedAnswerProps } from '../turn/cited-answer.tsx';
import type { TurnTraceProps } from '../turn/turn-trace.tsx';

const LoadedCitedAnswer = lazy(() => import('../turn/cited-answer.tsx').then(({ CitedAnswer: default_ }) => ({ default: default_ })));
const LoadedTurnTrace = lazy(() => import('../turn/turn-trace.tsx').then(({ TurnTrace: default_ }) => ({ default: default_ })));

/** An agent's answer with its citations, fetched when the first one is shown. */
export function CitedAnswer(props: CitedAnswerProps) {
  return <Suspense fallback={<Skeleton height={40} radius="md" />}><LoadedCitedAnswer {...props} /></Suspense>;
}

/** How an answer came about, fetched when the first one is shown. */
export function TurnTrace(props: TurnTraceProps) {
  return <Suspense fallback={<Skeleton height={80} radius="md" />}><LoadedTurnTrace {...props} /></Suspense>;
}
