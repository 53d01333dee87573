/** Questions of a draft as one form: each with what would answer it. Left empty, a question stays open. */
import type { Definition } from '../../engine/definition.ts';
import type { Question } from '../../engine/drafting/draft.ts';
import { LIMITS } from '../../engine/limits.ts';
import { type Asking, askingOf, EVIDENCE_TYPES, type Given } from '../../engine/sop/answer-question.ts';
import { JOIN, KEEP, NONE, REMOVE } from '../../engine/sop/draft-changes.ts';
import type { Draft } from '../../engine/sop/state.ts';
import type { Field, Form } from '../card.ts';
import { clip } from '../text.ts';
import { evidenceName, roleOptions } from './step-form.ts';

/** Questions asked at once: the most important stand first, and the next ones come when these are answered. */
const ASKED = 6;

type Option = { readonly id: string; readonly title: string };

export function questionForm({ definition, questions }: Draft): Form {
  const asked = questions.slice(0, ASKED);
  const more = questions.length - asked.length;
  return {
    title: more > 0 ? `Answer (${more} more come after these)` : 'Answer',
    submit: 'Save answers',
    fields: asked.flatMap((question, index) =>
      fieldsOf(askingOf(definition, question), { id: `q${index + 1}`, label: clip(question.text, 190), definition }),
    ),
  };
}

/** What one question asks for: fields `q`, `q_text`, `q_min`, `q_max`, as far as they make sense for it. */
export function questionFields(definition: Definition, question: Question): readonly Field[] {
  return fieldsOf(askingOf(definition, question), { id: 'q', label: 'Answer', definition });
}

/** What was filled in, by the place of the question in the draft from 0. */
export function givenAnswers(fields: Readonly<Record<string, string>>): readonly [number, Given][] {
  return Array.from({ length: ASKED }, (_, index): [number, Given] => {
    const named = (what: keyof Given, id: string) => (fields[id] ? { [what]: fields[id] } : {});
    const id = `q${index + 1}`;
    const typed = { ...named('text', `${id}_text`), ...named('min', `${id}_min`), ...named('max', `${id}_max`) };
    return [index, { ...named('choice', id), ...typed }];
  });
}

interface Place {
  readonly id: string;
  readonly label: string;
  readonly definition: Definition;
}

const AS_IT_IS: Option = { id: KEEP, title: 'It is right as it is' };

function fieldsOf(asking: Asking, place: Place): readonly Field[] {
  const { definition } = place;
  const roles = roleOptions(definition);
  switch (asking) {
    case 'step':
      return [
        choice(place, [
          { id: KEEP, title: 'It is a step' },
          { id: JOIN, title: 'It explains the step before: put it there' },
          { id: REMOVE, title: 'Neither: take it away' },
        ]),
      ];
    case 'ways':
      return [
        choice(place, [AS_IT_IS, { id: NONE, title: 'Nothing is decided in it' }]),
        text(place, 'Or the ways, separated by commas', LIMITS.text),
      ];
    case 'role':
      return [choice(place, [...roles, { id: NONE, title: 'Anybody' }]), text(place, 'Or another role', LIMITS.title)];
    case 'roles':
    case 'holder':
      return [choice(place, [...roles, AS_IT_IS]), text(place, 'Or another role', LIMITS.title)];
    case 'approval':
      return [
        choice(place, [AS_IT_IS, { id: NONE, title: 'No approval' }, ...roles]),
        text(place, 'Or another role that approves', LIMITS.title),
      ];
    case 'evidence':
      return [
        choice(place, [
          AS_IT_IS,
          { id: NONE, title: 'Nothing is recorded' },
          ...EVIDENCE_TYPES.map((type) => ({ id: type, title: evidenceName(type) })),
        ]),
      ];
    case 'limits':
      return [
        choice(place, [AS_IT_IS, { id: NONE, title: 'No limits' }]),
        { id: `${place.id}_min`, label: 'At least', required: false, type: 'number' },
        { id: `${place.id}_max`, label: 'At most', required: false, type: 'number' },
      ];
    case 'due':
      return [
        choice(place, [AS_IT_IS]),
        { ...text(place, 'Or within', 40), hint: 'For example 30m, 2h or 1d, from when the step can begin.' },
      ];
    case 'title':
      return [choice(place, [AS_IT_IS]), text(place, 'Or the title', LIMITS.title)];
    case 'words':
      return [
        choice(place, [{ id: KEEP, title: 'Checked: nothing to change' }]),
        {
          ...text(place, 'Or a note', LIMITS.text),
          hint: 'It is kept with the draft; Edit changes what the SOP says.',
        },
      ];
  }
}

function choice({ id, label }: Place, options: readonly Option[]): Field {
  return { id, label, required: false, type: 'choice', options };
}

function text({ id }: Place, label: string, maxLength: number): Field {
  return { id: `${id}_text`, label, required: false, type: 'text', multiline: false, maxLength };
}
