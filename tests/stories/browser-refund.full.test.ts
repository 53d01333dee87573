/** A refund in a real browser: asked for, decided, and approved by two who neither asked for it nor did it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { finishStep, MY_TURN, openWalk, THEMES, type Walk } from '../support/walk.ts';

describe('in a browser, a refund that two must approve', () => {
  let walk: Walk;
  beforeAll(async () => {
    walk = await openWalk('refund');
  });
  afterAll(() => walk?.end());
  // What stood there when it went wrong says more than the sentence that was not found.
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const one of walk.all) await walk.shoot(one, 'failed');
  });

  it('asks what a refund is about before it begins', async () => {
    const { desk, phone, watcher, all, shoot, shootBoth } = walk;
    await desk.become('Eva Novak');
    await desk.open('support');
    const box = desk.page.getByRole('textbox', { name: 'Message #support' });
    await box.fill('/sop role approver add Chloe Martin');
    // Enter sends what was typed, although a shorter phrase is offered.
    await desk.page.getByRole('option', { name: 'who holds which role' }).waitFor();
    await box.press('Enter');
    await desk.page.locator('.card, .toast', { hasText: 'Chloe Martin' }).last().waitFor();
    await desk.become('Dev Patel');
    await phone.become('Chloe Martin');
    for (const one of [phone, watcher]) await one.open('support');
    await desk.say('/sop run order-refund');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Order number').fill('A-1007');
    await dialog.getByLabel('Amount asked for').fill('240');
    await dialog.getByLabel('Arrived damaged').check();
    await shoot(desk, 'start-form-desk');
    await desk.theme('dark');
    await shoot(desk, 'start-form-desk-dark');
    await desk.theme('light');
    await dialog.getByRole('button', { name: 'Start' }).click();
    for (const one of all) {
      await one.openThread('0 of');
      await one.card(MY_TURN).waitFor();
    }
    await shootBoth('refund');
  });

  it('takes a decision with one tap, and two others must agree', async () => {
    const { phone, all, shootBoth } = walk;
    const link = 'https://shop.example.com/orders/A-1007';
    await finishStep(
      phone,
      {
        'Link to the order': link,
        'Amount paid': '240',
        'Not refunded before': true,
      },
      'Grant the refund?',
    );
    await shootBoth('decision', THEMES);
    await phone.press(phone.card(MY_TURN), 'Grant it');
    for (const one of all) await one.card('0 of 2 approved').waitFor();
    await shootBoth('quorum', THEMES);
  });

  it('lets neither who asked nor who did it approve, and says why', async () => {
    const { desk, phone, shootBoth } = walk;
    await desk.press(desk.card('0 of 2 approved'), 'Approve');
    await desk.page.locator('.private').last().waitFor();
    await phone.press(phone.card('0 of 2 approved'), 'Approve');
    await phone.page.locator('.private').last().waitFor();
    await shootBoth('own-work');
    await expect.poll(() => desk.page.locator('.private').last().textContent()).toMatch(/request/i);
    await expect.poll(() => phone.page.locator('.private').last().textContent()).toMatch(/your own|did|yourself/i);
  });

  it('goes on when both have approved', async () => {
    const { desk, phone, watcher, all, shootBoth } = walk;
    await desk.become('Ben Okafor');
    await desk.press(desk.card('0 of 2 approved'), 'Approve');
    for (const one of [desk, watcher]) await one.card('1 of 2 approved').waitFor();
    // What was refused before is no longer about the card as it is.
    await phone.page.locator('.private').waitFor({ state: 'hidden' });
    await shootBoth('half');
    await desk.become('Gia Rossi');
    await desk.press(desk.card('1 of 2 approved'), 'Approve');
    for (const one of all) await one.card('Pay the refund', 'thread').waitFor();
    await shootBoth('agreed', THEMES);
  });

  it('said nothing in the console', () => {
    expect(walk.problems).toEqual([]);
  });
});
