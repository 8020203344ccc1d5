import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Loader,
  Menu,
  Modal,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { amber, dark, gray, green, lake, red } from './colours.ts';

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif';

/** Dense and calm: 14 px text, small controls that are still at least 24 px high (WCAG 2.5.8). */
export const theme = createTheme({
  colors: { lake, red, green, amber, gray, dark },
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 7 },
  black: '#1a2127',
  fontFamily: systemFonts,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: systemFonts,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { md: '0.5rem', lg: '0.75rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // The scroll lock writes a <style> without our nonce; the console's pages do not scroll behind a dialog.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, radius: 'lg', centered: true, attributes: { header: { role: 'none' } } },
    }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    // Said aloud by the live region it stands in, or by its own role=alert, not twice.
    Alert: Alert.extend({ defaultProps: { role: 'note' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 'lg', variant: 'subtle' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false } } }),
    // Beside its button in the page: inside a landmark, and the first item takes the focus.
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withinPortal: false, withInitialFocusPlaceholder: false } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 600 } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
  },
});

/** Where Mantine's own choices miss 4.5:1 (3:1 for borders of inputs, WCAG 1.4.11), ours. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': red[7],
    '--mantine-color-success': green[7],
    '--mantine-color-default-border': gray[4],
    '--desk-ground': gray[0],
    '--desk-panel': '#ffffff',
    '--desk-line': gray[2],
    '--desk-input-line': '#83909a',
    '--desk-mine': '#dceef3',
    '--desk-theirs': gray[1],
    '--desk-note': amber[0],
    '--desk-note-line': amber[3],
    '--desk-note-text': '#573a02',
  },
  dark: {
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': red[3],
    '--mantine-color-success': green[3],
    '--mantine-color-anchor': lake[3],
    '--desk-ground': dark[8],
    '--desk-panel': dark[7],
    '--desk-line': '#323c45',
    '--desk-input-line': '#74818b',
    '--desk-mine': '#17404f',
    '--desk-theirs': dark[6],
    '--desk-note': '#3a2e12',
    '--desk-note-line': '#7d5e1c',
    '--desk-note-text': '#f3d598',
  },
});
