import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Ink carries what can be pressed; every other colour means a state (see StatusBadge). */
const ink: MantineColorsTuple = [
  '#f4f5f7',
  '#e6e8eb',
  '#cdd1d6',
  '#aeb4bc',
  '#8b929c',
  '#6b727d',
  '#4d535d',
  '#363b44',
  '#23272e',
  '#16181d',
];

/** The filled ink turns over with the scheme, its words too; the library would leave them white on white. */
const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.variant !== 'filled' || (input.color ?? input.theme.primaryColor) !== 'ink')
    return defaultVariantColorsResolver(input);
  return {
    background: 'var(--mantine-color-text)',
    hover: 'var(--loop-ink-hover)',
    color: 'var(--mantine-color-body)',
    border: '1px solid transparent',
  };
};

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'ink',
  colors: { ink },
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  luminanceThreshold: 0.45,
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
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 }, transitionProps: { duration: 120 } },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.4 }, transitionProps: { duration: 120 } } },
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
    '--loop-ink-hover': '#363b44',
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
    '--loop-ink-hover': '#c9cdd3',
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
