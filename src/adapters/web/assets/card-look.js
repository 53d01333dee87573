/** How the card renderer draws: our type scale and palette. Colours are CSS variables, so a theme change needs no redraw. */

const colour = (name, subtle = name) => ({ default: `var(--${name})`, subtle: `var(--${subtle})` });

const foregroundColors = {
  default: colour('text', 'muted'),
  dark: colour('text', 'muted'),
  light: colour('faint', 'line-strong'),
  accent: colour('accent-strong'),
  good: colour('good'),
  warning: colour('attention'),
  attention: colour('bad'),
};

const container = (background) => ({ backgroundColor: background, foregroundColors });

export const hostConfig = new AdaptiveCards.HostConfig({
  fontFamily: 'var(--font)',
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  imageSizes: { small: 40, medium: 120, large: 240 },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--sunken)'),
    accent: container('var(--accent-soft)'),
    good: container('var(--good-soft)'),
    warning: container('var(--attention-soft)'),
    attention: container('var(--bad-soft)'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', size: 'small', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'small' },
    },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
  actions: {
    maxActions: 10,
    spacing: 'medium',
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'default' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: 'default', isSubtle: true, size: 'small', weight: 'default', wrap: true, maxWidth: 160 },
    value: { color: 'default', size: 'default', weight: 'default', wrap: true },
    spacing: 16,
  },
  supportsInteractivity: true,
  hostCapabilities: {},
});
