import { describe, expect, it } from 'vitest';
import { type Message, readMessage } from '../../src/runtime/message.ts';

const talk: Message = { type: 'talk' };
const mistyped = (meant: string): Message => ({ type: 'mistyped', meant });

describe('a message', () => {
  it.each<[string, Message]>([
    ['/sop', { type: 'phrase', text: '' }],
    ['/sop  run opening-checks', { type: 'phrase', text: 'run opening-checks' }],
    ['/SOP run opening-checks', { type: 'phrase', text: 'run opening-checks' }],
    ['/Sop help', { type: 'phrase', text: 'help' }],
    ['sop run opening-checks', mistyped('/sop run opening-checks')],
    ['SOP Status', mistyped('/sop status')],
    ['/sopp run opening-checks', mistyped('/sop run opening-checks')],
    ['/spo runn x', mistyped('/sop run x')],
    ['/ sop import', mistyped('/sop import')],
    ['\\sop import', mistyped('/sop import')],
    ['/sop: list', mistyped('/sop list')],
    ['/run opening-checks', mistyped('/sop run opening-checks')],
    ['/help', mistyped('/sop help')],
    ['/sopp', mistyped('/sop help')],
    ['sop', talk],
    ['sop for the bar is ready', talk],
    ['Stop running with knives', talk],
    ['run opening-checks please', talk],
    ['/etc/hosts is full', talk],
    ['/home was nice', talk],
    ['what does /sop run do?', talk],
    ['', talk],
  ])('%j', (text, message) => {
    expect(readMessage(text)).toEqual(message);
  });
});
