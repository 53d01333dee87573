/** The main job through Teams' protocol alone: a PDF becomes a run in a channel, with evidence, a no, and two yeses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Json } from '../../support/slack/json.ts';
import type { Message } from '../../support/teams/held.ts';
import { dialogCard } from '../../support/teams/pressing.ts';
import { actionsOf, cardOf, textsOf } from '../../support/teams/reading.ts';
import { buttonsOf, type Cafe, openCafe, readable, sample } from './cafe.ts';

/** Where clients have dialogs, and where forms stand on the cards. */
export function mainJob(client: 'dialogs' | 'plain'): void {
  describe(`a refund where clients have ${client === 'dialogs' ? 'dialogs' : 'none'}`, () => {
    let cafe: Cafe;
    beforeAll(async () => {
      cafe = await openCafe(client === 'plain' ? { env: { TEAMS_PLAIN: '1' } } : {});
    });
    afterAll(async () => {
      expect(cafe.teams.violations).toEqual([]);
      await cafe.end();
    });

    const person = (name: string) => cafe.teams.person(name);
    let run: Message;
    const step = (words: string) => cafe.answers(run, words);
    const withButton = (words: string, button: string) =>
      cafe.teams.until(
        () =>
          cafe.teams.thread(run).findLast((one) => readable(one).includes(words) && buttonsOf(one).includes(button)),
        () =>
          `“${words}” with ${button}; there is:\n${cafe.teams
            .thread(run)
            .map((one) => `${readable(one)} [${buttonsOf(one)}]`)
            .join('\n--\n')}`,
        20_000,
      );
    /** Presses a button that asks for more, and sends what it asks for. */
    const fills = async (name: string, message: Message, button: string, answers: Record<string, string>) => {
      const who = person(name);
      if (client === 'dialogs') {
        const dialog = await who.presses(message, button);
        return dialog?.task ? who.submits(dialog, answers, { on: message }) : dialog;
      }
      const all = actionsOf(cardOf(message) ?? {}).map(({ action }) => action);
      const at = all.findIndex(({ title }) => title === button);
      // The button unfolds a form, whose own button comes next.
      const isUnfolding = all[at]?.type === 'Action.ShowCard';
      return who.presses(message, String((isUnfolding ? all[at + 1] : all[at])?.title), answers);
    };

    it('drafts a document that is sent in the personal chat, and publishes it', async () => {
      await person('ana').says('chat', '', { files: [await sample('refund-request.pdf')] });
      const draft = await cafe.tells('ana', 'Get approval for the refund');
      await person('ana').presses(draft, 'Publish');
      await cafe.becomes(draft, /[Pp]ublished/);
    });

    it('gives roles to whoever is named', async () => {
      for (const [role, name, said] of [
        ['support_agent', 'ben', 'Ben Okafor now holds the role Support agent'],
        ['head_support', 'ana', 'Ana Silva now holds the role Head of support'],
      ] as const) {
        const post = await person('ana').says('Kitchen', `@Sopwith role ${role} add ${person(name).mention}`);
        await cafe.answers(post, said);
      }
      const post = await person('ana').says('Kitchen', '@Sopwith role support_lead add @Cem Yilmaz @Dee Novak');
      expect(readable(await cafe.answers(post, 'Dee Novak now holds'))).toContain(
        'Cem Yilmaz now holds the role Support lead',
      );
    });

    it('asks for the inputs, with errors at their fields', async () => {
      const post = await person('eva').says('Kitchen', '@Sopwith run refund-request');
      const asked = await cafe.answers(post, 'Start “Refund request”');
      const wrong = {
        'Order number': 'A-7',
        'Email address of the customer': 'kim@example.com',
        'Refund amount, EUR': 'much',
        'Reason for the refund': 'damaged',
      };
      const eva = person('eva');
      if (client === 'dialogs') {
        const dialog = await eva.presses(asked, 'Fill in');
        const again = await eva.submits(dialog as Json, wrong, { on: asked });
        expect(textsOf(dialogCard(again as Json)).join('\n')).toContain('is not a number');
        expect(await eva.submits(again as Json, { 'Refund amount, EUR': '120,50' }, { on: asked })).toBeUndefined();
      } else {
        const again = (await eva.presses(asked, 'Start', wrong)) as { readonly value: Json };
        expect(textsOf(again.value).join('\n')).toContain('is not a number');
        await eva.presses(asked, 'Start', { 'Refund amount, EUR': '120,50' }, { card: again.value });
      }
      run = await cafe.says('Kitchen', 'of 8 steps');
      await step('Confirm the customer’s details');
    });

    it('takes a reply in the thread as evidence of the step that is now', async () => {
      const ben = person('ben');
      await ben.presses(await step('Confirm the customer’s details'), 'Done');
      await step('Check the order in the order system');
      const reply = await ben.replies(run, '2026-11-02');
      expect(readable(reply)).toContain('2026-11-02');
      await cafe.answers(run, 'Recorded');
      await cafe.becomes(await step('Check the order in the order system'), '2026-11-02');
    });

    it('decides, and takes a file in the thread', async () => {
      const ben = person('ben');
      await fills('ben', await step('Check the order in the order system'), 'Done', {});
      await fills('ben', await step('Decide on the refund'), 'Decide', {
        Decision: 'Full refund',
        Reason: 'It came broken',
      });
      await step('Prepare the refund in the payment system');
      await ben.replies(run, 'here it is', { files: [{ name: 'calculation.png', bytes: png(60, 40) }] });
      const card = await step('Prepare the refund in the payment system');
      await cafe.becomes(card, 'calculation.png');
      await fills('ben', card, 'Done', {});
      await step('0 of 2 approved');
    });

    it('shows the buttons to whoever is asked, and to others who that is', async () => {
      const asked = await step('0 of 2 approved');
      const seen = async (name: string) => titlesOf(await person(name).sees(asked));
      if (client === 'dialogs') {
        expect(await seen('cem')).toContain('Approve');
        expect(await seen('ben')).not.toContain('Approve');
        expect(readable(asked)).toMatch(/Cem Yilmaz.*Dee Novak/s);
      } else {
        expect(await seen('ben')).toContain('Approve');
      }
    });

    it('is not approved by whoever asked, did the work or has not the role', async () => {
      const asked = await step('0 of 2 approved');
      const card = await person('cem').sees(asked);
      for (const name of ['ben', 'eva', 'max']) {
        const refused = await person(name).presses(asked, 'Approve', {}, card ? { card } : {});
        expect(JSON.stringify(refused)).toMatch(/Only Cem Yilmaz or Dee Novak/);
      }
      await cafe.app.worker.idle();
      expect(readable(cafe.teams.held.message(asked.id) as Message)).toContain('0 of 2 approved');
    });

    it('is rejected with a reason, done again, and approved by two', async () => {
      const asked = await step('0 of 2 approved');
      const reason = { 'What must be done again, and why?': 'The shipping is missing' };
      if (client === 'dialogs') {
        const card = (await person('cem').sees(asked)) as Json;
        const dialog = await person('cem').presses(asked, 'Reject', {}, { card });
        await person('cem').submits(dialog as Json, reason, { on: asked });
      } else {
        await fills('cem', asked, 'Reject', reason);
      }
      const again = await withButton('Prepare the refund', 'Done');
      await person('ben').replies(run, '', { files: [{ name: 'calculation-2.png', bytes: png(60, 40) }] });
      await cafe.becomes(again, 'calculation-2.png');
      await fills('ben', again, 'Done', {});
      const anew = await cafe.teams.until(
        () =>
          cafe.teams.thread(run).findLast((one) => readable(one).includes('0 of 2 approved') && one.id !== asked.id),
        'the approval asked anew',
      );
      const approves = async (name: string) => {
        const card = await person(name).sees(anew);
        return person(name).presses(anew, 'Approve', {}, card ? { card } : {});
      };
      expect(JSON.stringify(await approves('cem'))).toContain('1 of 2 approved');
      await cafe.becomes(anew, '1 of 2 approved');
      await approves('dee');
      await step('Release the payment');
      expect(buttonsOf(cafe.teams.held.message(anew.id) as Message)).not.toContain('Approve');
    });

    it('ends, and sends its evidence to whoever asks, if they agree', async () => {
      await fills('ben', await step('Release the payment'), 'Done', {});
      await person('ben').presses(await step('Tell the customer'), 'Done');
      await person('ben').replies(run, '', { files: [{ name: 'receipt.png', bytes: png(40, 40) }] });
      const last = await step('File the receipt');
      await cafe.becomes(last, 'receipt.png');
      await fills('ben', last, 'Done', {});
      await cafe.becomes(run, /[Cc]ompleted/);
      await person('ana').replies(run, '@Sopwith evidence');
      const offered = await cafe.teams.until(
        () =>
          person('ana')
            .direct()
            .find((one) => one.attachments.some(({ contentType }) => contentType.endsWith('consent'))),
        'the offer of the file',
      );
      expect(offered.attachments[0]?.name).toMatch(/json$/);
      expect(cafe.log.filter((line) => line.level >= 50)).toEqual([]);
    });
  });
}

function titlesOf(card: Json | undefined): string[] {
  return card === undefined ? [] : actionsOf(card).map(({ action }) => String(action.title));
}
