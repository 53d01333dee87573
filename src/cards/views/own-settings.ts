/** How somebody is called when something waits for them, and when they are not. */
import type { Said } from '../../engine/digest/digest.ts';
import type { QuietHours } from '../../engine/settings/quiet.ts';
import type { Calls, OwnSettings, Settings } from '../../engine/settings/settings.ts';
import type { Card, Form } from '../card.ts';
import { sentence, typed } from '../sentence.ts';
import { timeWords } from './digest-times.ts';
import { toldCard } from './told.ts';

export const OWN_FIELDS = { calls: 'calls', quiet: 'quiet' } as const;

const CALLS: Readonly<Record<Calls, string>> = {
  channel: 'By a mention in the conversation',
  direct: 'By a direct message instead',
  digest: 'Not one by one: once a day, all that waits for me',
};

export function ownSettingsForm(own: OwnSettings, { quiet }: Pick<Settings, 'quiet'>): Form {
  const everybody = quiet ? `those of everybody here (${hoursTyped(quiet)})` : 'none';
  return {
    title: 'Your settings',
    submit: 'Save',
    fields: [
      {
        ...{
          id: OWN_FIELDS.calls,
          label: 'When something waits for you, how should Sopwith call you?',
          required: true,
        },
        ...{ type: 'choice', options: Object.entries(CALLS).map(([id, title]) => ({ id, title })) },
        value: own.calls ?? 'channel',
      },
      {
        ...{
          id: OWN_FIELDS.quiet,
          label: 'Quiet hours',
          required: false,
          type: 'text',
          multiline: false,
          maxLength: 40,
        },
        hint: `In your time, for example 20:00-07:00; off: none. Left empty: ${everybody}.`,
        value: own.quiet === undefined ? '' : own.quiet === 'none' ? 'off' : hoursTyped(own.quiet),
      },
    ],
  };
}

/** `20:00-07:00` */
export function hoursTyped({ from, to }: QuietHours): string {
  return `${clock(from)}-${clock(to)}`;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const SHIFT = ' Work of a shift that is on, and urgent procedures, still remind.';

interface Clocks {
  /** Whose clocks count. */
  readonly zone: string;
  /** When what waits for them is told once a day. */
  readonly digest?: Said;
}

/** What holds for somebody now. */
export function ownSettingsCard(own: OwnSettings, { quiet }: Pick<Settings, 'quiet'>, { zone, digest }: Clocks): Card {
  const hours = own.quiet ?? quiet;
  const text = sentence(
    `${SAID[own.calls ?? 'channel']} `,
    ...(digest
      ? [`All that waits is told once a day: ${timeWords(digest)}. `, typed('mine daily 09:30'), ' moves it. ']
      : []),
    hours === undefined || hours === 'none'
      ? 'No hours are quiet for you.'
      : `From ${clock(hours.from)} to ${clock(hours.to)} (${zone}) no reminder calls you; it waits until then.${SHIFT}`,
  );
  return toldCard('Saved', text, 'good');
}

const SAID: Readonly<Record<Calls, string>> = {
  channel: 'You are mentioned where something waits for you.',
  direct: 'What waits for you comes as a direct message.',
  digest: 'Nothing calls you one by one.',
};

/** What holds for everybody who has said nothing else. */
export function quietCard(quiet: QuietHours | undefined): Card {
  return toldCard('Saved', quietText(quiet), 'good');
}

export function quietText(quiet: QuietHours | undefined): string {
  return quiet
    ? `From ${clock(quiet.from)} to ${clock(quiet.to)}, in each person’s own time, no reminder calls anybody; it waits until then.${SHIFT} Everybody can choose hours of their own.`
    : 'No hours are quiet for everybody. Everybody can choose hours of their own.';
}
