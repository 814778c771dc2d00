import {
  Alert,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  virtualColor,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/**
 * Ink carries what can be pressed; every other colour means a state (see StatusBadge). The library fills with shade 6 by
 * day and 8 by night, and takes the next one for hovering.
 */
const day: MantineColorsTuple = [
  '#f4f5f7',
  '#e6e8eb',
  '#cdd1d6',
  '#aeb4bc',
  '#8b929c',
  '#4d535d',
  '#16181d',
  '#363b44',
  '#23272e',
  '#16181d',
];
const night: MantineColorsTuple = [
  '#ffffff',
  '#f4f5f7',
  '#e7e9ec',
  '#e7e9ec',
  '#dcdfe3',
  '#d3d7dc',
  '#c9cdd3',
  '#c9cdd3',
  '#e7e9ec',
  '#c9cdd3',
];
const ink = virtualColor({ name: 'ink', light: 'day', dark: 'night' });

/** The library's dark greys, cooler, so that fields and menus fit the rest. */
const dark: MantineColorsTuple = [
  '#e7e9ec',
  '#b9bfc8',
  '#9aa2ad',
  '#6b727d',
  '#33373e',
  '#25282e',
  '#191b20',
  '#101113',
  '#0c0d0f',
  '#08090a',
];

/** The filled ink turns over with the scheme, its words too; the library would leave them white on white. */
const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.variant !== 'filled' || (input.color ?? input.theme.primaryColor) !== 'ink')
    return defaultVariantColorsResolver(input);
  return {
    background: 'var(--mantine-color-ink-filled)',
    hover: 'var(--mantine-color-ink-filled-hover)',
    color: 'var(--mantine-color-body)',
    border: '1px solid transparent',
  };
};

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'ink',
  colors: { ink, day, night, dark },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Liberation Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Alert: Alert.extend({
      vars: (_theme, { color }) => {
        const tone = color === 'red' ? 'red' : color === 'yellow' ? 'waiting' : null;
        return {
          root: {
            '--alert-bg': tone === null ? 'var(--loop-sunken)' : `var(--loop-${tone}-quiet)`,
            '--alert-bd':
              tone === null
                ? '1px solid var(--loop-line)'
                : `1px solid color-mix(in srgb, var(--loop-${tone}) 35%, transparent)`,
            '--alert-color': 'var(--mantine-color-text)',
          },
        };
      },
    }),
    Checkbox: Checkbox.extend({ vars: () => ({ root: { '--checkbox-icon-color': 'var(--mantine-color-body)' } }) }),
    Radio: { defaultProps: { iconColor: 'var(--mantine-color-body)' } },
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 120 },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 120 },
      },
    },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { description: { color: 'var(--mantine-color-dimmed)' } },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 80 } } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});

/** Quiet greys that still keep 4.5 : 1, and the four colours that mean something. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#16181d',
    '--mantine-color-dimmed': '#596069',
    '--mantine-color-placeholder': '#6b727d',
    '--mantine-color-default-border': '#d4d8dd',
    '--mantine-color-error': '#b42318',
    '--loop-sunken': '#f7f8f9',
    '--loop-hover': '#f1f3f5',
    '--loop-line': '#e6e8eb',
    '--loop-accent': '#2f5bd7',
    '--loop-on': '#1a7f37',
    '--loop-off': '#596069',
    '--loop-red': '#c62828',
    '--loop-red-quiet': '#fdf0ef',
    '--loop-waiting': '#9a6700',
    '--loop-waiting-quiet': '#fdf6e3',
    '--mantine-color-anchor': '#2f5bd7',
  },
  dark: {
    '--mantine-color-body': '#101113',
    '--mantine-color-text': '#e7e9ec',
    '--mantine-color-dimmed': '#9aa2ad',
    '--mantine-color-placeholder': '#8b929c',
    '--mantine-color-default': '#16181c',
    '--mantine-color-default-hover': '#1d2025',
    '--mantine-color-default-border': '#33373e',
    '--mantine-color-error': '#ff8178',
    '--loop-sunken': '#16181c',
    '--loop-hover': '#1d2025',
    '--loop-line': '#25282e',
    '--loop-accent': '#8aa6ff',
    '--loop-on': '#4ac26b',
    '--loop-off': '#9aa2ad',
    '--loop-red': '#ff7b72',
    '--loop-red-quiet': '#2b1716',
    '--loop-waiting': '#e3b341',
    '--loop-waiting-quiet': '#272010',
    '--mantine-color-anchor': '#8aa6ff',
  },
});
