/**
 * What a message says, as plain data. Views make cards from state; a renderer turns one into a platform's JSON. The
 * vocabulary is small enough that Block Kit and Adaptive Cards both can draw all of it.
 */
import type { View } from '../engine/effect.ts';
import type { Instant } from '../engine/instant.ts';
import type { ActionValue } from './action.ts';
import type { Chart } from './chart.ts';

export interface Card {
  readonly title: Text;
  /** One line under the title. */
  readonly subtitle?: Text;
  readonly tone: Tone;
  readonly elements: readonly Element[];
  readonly actions: readonly Action[];
  /**
   * What is needed seldom, behind one entry called More: an overflow menu in Slack, secondary actions in Teams. At most
   * five. Their forms are asked when they are pressed, with what whoever pressed can choose.
   */
  readonly more?: readonly More[];
  /** For whom it waits besides those it mentions: not called by name, because they are many or it could be anybody. */
  readonly waitsFor?: 'anybody' | readonly string[];
  /** The way to another card that was posted: a link that each platform makes of that message's address. */
  readonly way?: Way;
  /** Plain text for notifications and for clients that draw nothing. One or two lines. */
  readonly fallback: string;
}

export type Tone = 'neutral' | 'accent' | 'good' | 'attention' | 'bad';

export type Element =
  | { readonly type: 'text'; readonly text: Text; readonly tone?: Tone }
  | { readonly type: 'heading'; readonly text: Text }
  /** Small and quiet: who, when. */
  | { readonly type: 'context'; readonly text: Text }
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly label: string }
  | { readonly type: 'list'; readonly items: readonly Line[] }
  | { readonly type: 'quote'; readonly text: string; readonly from?: string }
  /** A box that stands out: what is late, refused or waits. */
  | { readonly type: 'notice'; readonly tone: Tone; readonly text: Text }
  /** `isWide`: it holds words, and takes all the room there is. `chart`: what it shows, where a page can draw that itself. */
  | {
      readonly type: 'image';
      readonly file: string;
      readonly alt: string;
      readonly isWide?: true;
      readonly chart?: Chart;
    }
  | { readonly type: 'divider' };

export interface Line {
  /** Stands in the place of the mark where the order is what matters. */
  readonly number?: number;
  /** `accepted`: done, but not as it should have been. */
  readonly mark: 'todo' | 'now' | 'done' | 'accepted' | 'blocked' | 'skipped' | 'missed' | 'not_applicable' | 'late';
  readonly text: Text;
  readonly detail?: Text;
  readonly action?: Action;
  /** The line is done by a tick: where a platform has boxes to tick in a message, one stands in the place of the button. */
  readonly tick?: Tick;
}

export interface Tick {
  readonly isTicked: boolean;
  /** What changing it asks for. */
  readonly value: ActionValue;
}

/** `day_time` is for days near by: their weekday, or today and tomorrow, and no year. It stands after no “on”. */
export type TimeStyle = 'time' | 'date' | 'date_time' | 'day_time';

/** Text with what each platform says in its own way. Plain strings are never read as markup. */
export type Text = string | readonly Span[];
export type Span =
  | string
  | { readonly type: 'bold' | 'italic' | 'code'; readonly text: string }
  /** A person by name, without telling them. */
  | { readonly type: 'member'; readonly member: string }
  /** It is their turn: they are notified. */
  | { readonly type: 'mention'; readonly member: string }
  | { readonly type: 'time'; readonly at: Instant; readonly style: TimeStyle }
  | { readonly type: 'link'; readonly url: string; readonly text: string };

export interface Action {
  readonly label: string;
  readonly style: 'default' | 'primary' | 'danger';
  readonly value: ActionValue;
  /** Asked before the action is sent: a card in the card, a modal or a dialog. */
  readonly form?: Form;
}

export type More = Pick<Action, 'label' | 'value'>;

export interface Way {
  readonly label: string;
  readonly to: View;
}

export interface Form {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
}

export type Field = {
  /** What the answer comes back under. */
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint?: string;
  /** What is wrong with the answer that was given, where the form is shown again. */
  readonly error?: string;
} & (
  | { readonly type: 'text'; readonly multiline: boolean; readonly maxLength: number; readonly value?: string }
  /** `value` may be a text: what was typed in a number's place stays as it was typed. */
  | { readonly type: 'number'; readonly unit?: string; readonly value?: number | string }
  | { readonly type: 'date'; readonly value?: string }
  | {
      readonly type: 'choice';
      readonly options: readonly { readonly id: string; readonly title: string }[];
      readonly value?: string;
    }
  | { readonly type: 'checkbox'; readonly value?: boolean }
  /** `people`: those that are known here. A platform that knows more offers them too; the answer is a member id, or a name. */
  | {
      readonly type: 'member';
      readonly people: readonly { readonly id: string; readonly title: string }[];
      readonly value?: string;
    }
  | { readonly type: 'file'; readonly images: boolean }
);
