import type { SlackFormat } from '../../src/cards/block-kit.ts';
import { FORMAT } from './states.ts';

/** Everybody can be called; pictures have an address. */
export const SLACK_FORMAT: SlackFormat = {
  ...{
    name: FORMAT.name,
    time: FORMAT.time,
    file: (id) => FORMAT.file?.(id),
    address: (view) => FORMAT.address?.(view),
  },
  mention: (member) => `U${member.toUpperCase()}`,
};
