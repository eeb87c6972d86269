import { type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride, createTheme } from '@mantine/core';

const indigo: MantineColorsTuple = ['#eef0fc', '#dde1f7', '#bfc6f0', '#9aa4e6', '#7b87dc', '#6672d3', '#5662c8', '#464fae', '#3c4499', '#2f367c'];
/** Slightly warm, for light. */
const gray: MantineColorsTuple = ['#faf9f7', '#f3f1ee', '#e7e4df', '#d9d5cf', '#c2bdb5', '#9c968d', '#6c665e', '#544f48', '#3b3732', '#23201c'];
/** Blue-black, for dark. */
const dark: MantineColorsTuple = ['#e6e9f0', '#c5cbd8', '#a0a9bb', '#7f899e', '#3a4256', '#272d3b', '#191e28', '#11151c', '#0c0f15', '#07090d'];
const green: MantineColorsTuple = ['#e8f6ee', '#d2ecdd', '#a8dbbf', '#78c79d', '#4fb380', '#2f9b66', '#1f8453', '#1a7044', '#145936', '#0d4126'];
const yellow: MantineColorsTuple = ['#fdf5e4', '#f9e8c5', '#f2d18d', '#eaba57', '#dea22c', '#c0851a', '#a36b0a', '#8a5300', '#6e4200', '#523100'];
const red: MantineColorsTuple = ['#fdeeec', '#fadbd7', '#f4b5ae', '#ec8c82', '#e2645a', '#d64238', '#c6332a', '#b3261e', '#8f1d17', '#6c1410'];

/** Eight colours that people with any colour vision tell apart, in one order; the same meaning on every screen. */
export const chartColors = ['#5662c8', '#c77700', '#009e8c', '#b8489b', '#4f9fd8', '#8c6d31', '#d6554d', '#6b6f7d'] as const;

/** Our identity on Mantine: 4 px grid, radius 8 (cards 12), one accent. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  colors: { indigo, gray, dark, green, yellow, red },
  black: '#23201c',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.43', lg: '1.45', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true }, multiline: true, maw: 280 } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' }, styles: { root: { textTransform: 'none', fontWeight: 550 } } },
    Card: { defaultProps: { radius: 'lg', withBorder: true, shadow: 'none' } },
    Paper: { defaultProps: { radius: 'lg' } },
    Modal: { styles: { title: { fontWeight: 600, fontSize: 16 } }, defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.45 }, transitionProps: { duration: 140 } } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 }, transitionProps: { duration: 160 } } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', transitionProps: { duration: 120 } } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md', transitionProps: { duration: 120 } } } },
    InputWrapper: { styles: { label: { marginBottom: 4, fontWeight: 550 }, description: { fontSize: 12, marginBottom: 2 }, error: { fontSize: 12 } } },
    Radio: { styles: { description: { fontSize: 12 } } },
    Checkbox: { styles: { description: { fontSize: 12 } } },
    Switch: { styles: { description: { fontSize: 12 } } },
  },
});

/** A colour's quiet form in dark: Mantine mixes it from shades that are warm here, and too near to black. */
const quiet = (name: string, surface: string, hover: string, text: string) => ({
  [`--mantine-color-${name}-light`]: surface,
  [`--mantine-color-${name}-light-hover`]: hover,
  [`--mantine-color-${name}-light-color`]: text,
});

/** Where Mantine's own choice of shade falls short of 4.5 : 1, or doesn't belong to our neutrals. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-placeholder': gray[6], '--mantine-color-error': red[7], '--mantine-color-anchor': indigo[7] },
  dark: {
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': '#ff9a8f',
    '--mantine-color-anchor': indigo[2],
    ...quiet('gray', dark[5], dark[4], dark[1]),
    ...quiet('indigo', '#232b52', '#2c3668', indigo[2]),
    ...quiet('green', '#12301f', '#183d28', '#6fd6a0'),
    ...quiet('yellow', '#33270f', '#423214', '#f0bb63'),
    ...quiet('red', '#3a1a17', '#4a211d', '#ff9a8f'),
  },
});
