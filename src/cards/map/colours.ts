/** The colours of the map, in light and dark. A page sets them as `--map-…`; a file that stands alone carries them in it. */

export const MAP_COLOURS = {
  paper: ['#ffffff', '#17181b'],
  box: ['#ffffff', '#1f2125'],
  line: ['#868b96', '#6f7480'],
  grid: ['#e7e6e2', '#2a2c31'],
  ink: ['#1c1d21', '#ececee'],
  quiet: ['#5a5c64', '#a9abb3'],
  edge: ['#6b707b', '#8e939f'],
  badge: ['#eeeeec', '#2d3036'],
  decision: ['#eef0fc', '#252a48'],
  'decision-line': ['#4150c4', '#8b97f5'],
  'decision-ink': ['#333fa6', '#c3caff'],
  gate: ['#e8f4ec', '#183226'],
  'gate-line': ['#1b7a48', '#4fae7d'],
  'gate-ink': ['#14613a', '#9be0b8'],
  stop: ['#fceceb', '#3a1e1d'],
  'stop-line': ['#b3312c', '#e0736d'],
  'stop-ink': ['#8f2522', '#f7b4b0'],
  read: ['#e4edfb', '#1d3050'],
  'read-line': ['#3468b4', '#7fa9e8'],
  'read-ink': ['#1f4f8f', '#bcd5fb'],
  write: ['#fbe6c8', '#46330f'],
  'write-line': ['#a8690b', '#dba74e'],
  'write-ink': ['#71450a', '#fbd99c'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Colour = keyof typeof MAP_COLOURS;

/** Attributes that colour an element. */
export type Paint = (colours: {
  readonly fill?: Colour | 'none';
  readonly stroke?: Colour;
}) => Readonly<Record<string, string>>;

/** In a page the colours are its own, so that they change with its theme. */
export const pagePaint: Paint = ({ fill, stroke }) => ({
  ...(fill ? { fill: fill === 'none' ? 'none' : `var(--map-${fill}, ${MAP_COLOURS[fill][0]})` } : {}),
  ...(stroke ? { stroke: `var(--map-${stroke}, ${MAP_COLOURS[stroke][0]})` } : {}),
});

/** In a file they are written out, for programs that know nothing else; those of the dark stand in its style. */
export const filePaint: Paint = ({ fill, stroke }) => ({
  ...(fill ? { fill: fill === 'none' ? 'none' : MAP_COLOURS[fill][0] } : {}),
  ...(stroke ? { stroke: MAP_COLOURS[stroke][0] } : {}),
  class: [fill && fill !== 'none' ? `f-${fill}` : '', stroke ? `s-${stroke}` : ''].filter(Boolean).join(' '),
});

/** The style of a file. */
export const FILE_STYLE = [
  'text{font-family:Inter,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}',
  '@media (prefers-color-scheme:dark){',
  ...Object.entries(MAP_COLOURS).map(([name, [, dark]]) => `.f-${name}{fill:${dark}}.s-${name}{stroke:${dark}}`),
  '}',
].join('');
