/** The look of the house as a Mantine theme: one typeface, a 4 px grid, one steady blue. Colours with a meaning are in `theme.css`. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const steady: MantineColorsTuple = [
  '#eef4fc',
  '#dbe7f7',
  '#b6cff0',
  '#8db4e8',
  '#6a9ce0',
  '#4a82d0',
  '#336bbd',
  '#2459a8',
  '#1c4a8e',
  '#143a72',
];

/** From ink to ground: in the dark, paper is a step lighter than the ground it lies on. */
const dark: MantineColorsTuple = [
  '#dce1e8',
  '#b4bcc8',
  '#949eac',
  '#5a6472',
  '#39414c',
  '#2a313a',
  '#20262e',
  '#181c22',
  '#12151a',
  '#0d0f13',
];

const system =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const motion = { duration: 120, transition: 'fade' } as const;

export const theme = createTheme({
  primaryColor: 'steady',
  // Both bear white words at 4.5 : 1.
  primaryShade: { light: 7, dark: 6 },
  colors: { steady, dark },
  autoContrast: true,
  respectReducedMotion: true,
  fontFamily: system,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: '0 1px 3px rgb(15 23 42 / 12%)',
    md: '0 4px 16px rgb(15 23 42 / 14%)',
    lg: '0 8px 28px rgb(15 23 42 / 18%)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '24px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { transitionProps: motion } } },
    Autocomplete: { defaultProps: { size: 'sm', comboboxProps: { transitionProps: motion } } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: motion } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: motion } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: motion, withArrow: false } },
    Modal: {
      defaultProps: {
        transitionProps: motion,
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } } },
  },
});
