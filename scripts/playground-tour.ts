/** Somebody uses Sopwith in Microsoft's Agents Playground, and pictures of it: of the page, and of each card as wide as a phone has it. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openCafe, sample } from '../tests/stories/teams/cafe.ts';
import { freePort } from '../tests/support/slack/free-port.ts';
import { openTeamsPage } from '../tests/support/teams/browser.ts';

const ORDER = {
  'Order number': 'A-7',
  'Email address of the customer': 'kim@example.com',
  'Refund amount, EUR': '120,50',
  'Reason for the refund': 'damaged',
};

export async function tour(browser: Browser, folder: string): Promise<void> {
  const port = String(await freePort());
  const cafe = await openCafe({ env: { TEAMS_PLAIN: '1', PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } });
  try {
    const teams = await openTeamsPage(browser, cafe.teams.playground.url);
    let count = 0;
    /** The page, and its newest card that says this as a phone has it: the page itself is made for no phone. */
    const shoot = async (name: string, says: string) => {
      count += 1;
      const path = join(folder, `playground-${String(count).padStart(2, '0')}-${name}`);
      await teams.card(says).waitFor();
      await teams.shoot(`${path}.png`);
      await teams.shootCard(teams.card(says), `${path}-phone.png`, 'phone');
    };
    const says = async (words: string, answer: string) => {
      await teams.say(words);
      await shoot(words.replaceAll(' ', '-'), answer);
    };
    await shoot('welcome', 'Hello, I am Sopwith');
    await cafe.teams.person('max').says('chat', '', { files: [await sample('refund-request.pdf')] });
    const draft = teams.card('Get approval for the refund');
    await draft.getByRole('button', { name: 'Publish', exact: true }).waitFor();
    await shoot('draft', 'Get approval for the refund');
    await teams.press(draft, 'Publish');
    await shoot('published', 'Published by');
    await says('help', 'What you can say');
    await says('list', 'SOPs');
    await says('roles', 'Head of support');
    await says('run nothing', 'There is no SOP');
    await says('sing', 'is not a phrase');
    await says('run refund-request', 'Start “Refund request”');
    await teams.press(teams.card('Start “Refund request”'), 'Start', { ...ORDER, 'Refund amount, EUR': 'much' });
    await shoot('wrong', 'is not a number');
    await teams.press(teams.card('Start “Refund request”'), 'Start', { 'Refund amount, EUR': '120,50' });
    await shoot('run', 'of 8 steps done');
    await shoot('step', 'Nobody holds the role');
    await teams.open('Harbour Café - Kitchen');
    await teams.post('@Sopwith import');
    await shoot('offer', 'Send the document');
    await teams.press(teams.card('Send the document'), 'Send a file');
    await shoot('link', 'Open the page');
  } finally {
    await cafe.end();
  }
}
