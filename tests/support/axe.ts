/** What axe finds on a page, against WCAG 2.2 AA and what is good practice. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function violations(page: Page): Promise<readonly string[]> {
  // As the browser's own tools do it: our policy runs no script of anybody else's on the page.
  const session = await page.context().newCDPSession(page);
  const expression = `(async () => { const found = await (() => { ${axe.source}; return axe.run(document, { runOnly: ${RULES} }); })(); return JSON.stringify(found.violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' '))); })()`;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    ...{ expression, awaitPromise: true, returnByValue: true },
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return JSON.parse(String(result.value)) as string[];
}
const RULES = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
