import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import classes from './controls.module.css';
import {
  ACCENT,
  DARK,
  FONT,
  FONT_SIZES,
  GRAY,
  MONOSPACE_FONT,
  RADII,
  SHELL_COLORS,
  SPACING,
} from './tokens';

/** Small controls by default: an instrument shows much at once. */
const small = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent: ACCENT, gray: GRAY, dark: DARK },
  fontFamily: FONT,
  fontFamilyMonospace: MONOSPACE_FONT,
  fontSizes: FONT_SIZES,
  spacing: SPACING,
  radius: RADII,
  defaultRadius: 'md',
  cursorType: 'default',
  respectReducedMotion: true,
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      classNames: { root: classes.actionIcon },
    },
    Button: { ...small, classNames: { label: classes.buttonLabel } },
    Checkbox: small,
    // The placeholder is no menu item, which role=menu does not allow among its children.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    MultiSelect: small,
    NumberInput: small,
    Radio: small,
    SegmentedControl: small,
    Select: small,
    Switch: small,
    TagsInput: small,
    Textarea: small,
    TextInput: small,
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        // The kit's <header> would be a second banner of the page.
        attributes: { header: { role: 'none' } },
      },
      classNames: { title: classes.modalTitle },
    },
  },
});

/** Placeholders and dimmed text are readable in both themes, and the shell's own colours stand beside the kit's. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...SHELL_COLORS.light, '--mantine-color-placeholder': GRAY[6] },
  dark: { ...SHELL_COLORS.dark, '--mantine-color-placeholder': DARK[2] },
});
