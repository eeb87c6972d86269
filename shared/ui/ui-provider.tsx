import './mantine-styles.ts';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { Notices } from './notify.tsx';
import { cssVariables, theme } from './theme.ts';

interface UiProviderProps {
  /** The page's nonce for inline styles, as the Content Security Policy names it. */
  readonly nonce?: string;
  readonly children: ReactNode;
  /** In tests: no transitions, and no style sheet, which makes each question for a role slow. @default default */
  readonly env?: 'default' | 'test';
}

/** Theme, colour scheme (kept per browser) and notifications. Only the shell and tests render it. */
export function UiProvider({ nonce, children, env = 'default' }: UiProviderProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" env={env} getStyleNonce={() => nonce ?? ''} withCssVariables={env === 'default'} withGlobalClasses={env === 'default'}>
      {children}
      <Notices />
    </MantineProvider>
  );
}
