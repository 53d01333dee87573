/** That the check of validity finds what is wrong: each of its three parts finds what the others miss. */
import { expect, it } from 'vitest';
import { problemsIn } from './validity.ts';

const text = { type: 'TextBlock', text: 'x' };
const card = (body: unknown[], more: object = {}) => ({ type: 'AdaptiveCard', version: '1.5', body, ...more });

it('finds nothing wrong with a good card', () => {
  const input = { type: 'Input.Text', id: 'a', label: 'Name', isRequired: true, errorMessage: 'Please' };
  expect(problemsIn(card([text, input], { actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }))).toEqual(
    [],
  );
});

it.each([
  ['an unknown element', card([{ type: 'Nonsense' }])],
  ['an element without a type', card([{ text: 'x' }])],
  ['a text block without text', card([{ type: 'TextBlock' }])],
  ['a property that is misspelt', card([{ ...text, wrapp: true }])],
  ['a value that is not one of those allowed', card([{ ...text, size: 'Huge' }])],
  ['a value of the wrong type', card([{ ...text, wrap: 'yes' }])],
  ['an input without an id', card([{ type: 'Input.Text', label: 'x' }])],
  ['a required input without a label', card([{ type: 'Input.Text', id: 'a', isRequired: true }])],
  [
    'two inputs of one id',
    card([
      { type: 'Input.Text', id: 'a', label: 'x' },
      { type: 'Input.Text', id: 'a', label: 'y' },
    ]),
  ],
  ['a feature of 1.6', card([{ type: 'Carousel', pages: [] }])],
  ['a version above 1.5', { ...card([text]), version: '1.6' }],
  ['no version', { type: 'AdaptiveCard', body: [text] }],
  ['a template', card([{ type: 'TextBlock', text: '${' + 'name}' }])],
  ['a macro', card([{ type: 'TextBlock', text: '{{DATE(2026-01-01T00:00:00Z)}}' }])],
  [
    'a card inside that is wrong',
    card([text], { actions: [{ type: 'Action.ShowCard', title: 't', card: card([{ type: 'Nonsense' }]) }] }),
  ],
  [
    'too many buttons',
    card([text], { actions: Array.from({ length: 7 }, () => ({ type: 'Action.Submit', title: 'x' })) }),
  ],
  ['too many bytes', card([{ type: 'TextBlock', text: 'x'.repeat(26_000) }])],
])('finds %s', (_what, json) => {
  expect(problemsIn(json)).not.toEqual([]);
});
