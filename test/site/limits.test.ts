// Limits on the running site: searches by one address are refused with a page, a problem and the headers, other pages are not.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEARCHES } from '../../src/modules/catalogue/model.ts';
import { createLimits } from '../../src/platform/limits.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory({ TRUST_PROXY: 'true' });
});
afterAll(() => site.close());

const ask = (path: string, address: string) =>
  fetch(site.base + path, { headers: { 'x-forwarded-for': address }, redirect: 'manual' });

/** Uses up what an address has, over the same tables as the site. */
async function spend(address: string): Promise<void> {
  const { services } = site;
  const limits = createLimits({
    db: services.db as unknown as Parameters<typeof createLimits>[0]['db'],
    jobs: { register: () => undefined },
    config: site.config,
    now: () => new Date(),
  });
  await limits.take({ ...SEARCHES, most: 1 }, { address });
  await (services.db as unknown as { execute(text: string): Promise<unknown> }).execute(
    `update platform_limit set taken = ${SEARCHES.most}`,
  );
}

test('searches of a spent address are refused in its language, those of others and kept pages are not', async () => {
  expect((await ask('/fr/search?q=kept', '203.0.113.1')).status).toBe(200);
  await spend('203.0.113.1');
  const [page, api, feed] = [
    await ask('/fr/search?q=loi', '203.0.113.1'),
    await ask('/api/v1/search?q=loi&lang=fr', '203.0.113.1'),
    await ask('/feeds/search.fr.atom?q=loi', '203.0.113.1'),
  ];
  const html = await page.text();
  expect([page.status, api.status, feed.status]).toEqual([429, 429, 429]);
  expect(html).toContain('Trop de demandes');
  expect(html).toContain('Veuillez réessayer dans 1 minute.');
  for (const answer of [page, api, feed]) {
    expect(answer.headers.get('ratelimit-policy')).toBe('"catalogue.search";q=600;w=60');
    expect(answer.headers.get('ratelimit')).toMatch(/^"catalogue\.search";r=0;t=\d+$/);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(await api.json()).toMatchObject({ type: 'urn:problem:ui.too_often', status: 429, title: 'Trop de demandes' });
  expect([
    (await ask('/fr/search?q=kept', '203.0.113.1')).status,
    (await ask('/fr/search?q=loi', '203.0.113.2')).status,
    (await ask('/fr/places/ESP', '203.0.113.1')).status,
  ]).toEqual([200, 200, 200]);
});
