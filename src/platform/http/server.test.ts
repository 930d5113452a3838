// Tests of the web server over real sockets: bad input, limits, headers, changes from elsewhere, shutdown.

import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpServer } from './index.ts';
import { allowFraming, textResponse } from './index.ts';
import { ask, readAnswers, startTestServer, talk } from './testing.ts';

let server: HttpServer;
let calls: { method: string; url: string; body: string }[] = [];

async function site(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  calls.push({ method: request.method, url: request.url, body: await request.text() });
  if (pathname === '/fails') throw new Error('secret detail');
  if (pathname === '/late') await new Promise(() => undefined);
  if (pathname === '/cookies') {
    const response = new Response('two');
    response.headers.append('set-cookie', 'a=1');
    response.headers.append('set-cookie', 'b=2');
    return response;
  }
  if (pathname === '/embed/x')
    return allowFraming(textResponse('framed', { headers: { 'content-type': 'text/html' } }));
  if (pathname === '/long') return new Response(longBody(), { headers: { 'content-type': 'text/csv' } });
  if (pathname === '/moved') return new Response(null, { status: 308, headers: { location: '/en' } });
  return textResponse(`<p>${pathname} ä 中文</p>`.repeat(100), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function longBody(): ReadableStream {
  let rows = 0;
  return new ReadableStream({
    pull(controller) {
      rows += 1;
      if (rows > 40) controller.close();
      else controller.enqueue(Buffer.from(`${rows};${'x'.repeat(65_530)}\n`));
    },
  });
}

beforeAll(async () => {
  server = await startTestServer({
    fetch: site,
    errorPage: (status, lang) => `<html lang="${lang}">error ${status}</html>`,
    limits: { answer: 300, headers: 700, request: 1500, body: 100_000 },
    openTo: (pathname) => pathname === '/inbox',
  });
});
afterAll(() => server.close());

test.each([
  ['GET //en HTTP/1.1', 400, 'en'],
  ['GET /fr//x HTTP/1.1', 400, 'fr'],
  ['GET http://example.org/en HTTP/1.1', 400, 'en'],
  ['GET /ru/%zz HTTP/1.1', 400, 'ru'],
  ['GET /en/%00 HTTP/1.1', 400, 'en'],
  ['OPTIONS * HTTP/1.1', 400, 'en'],
  ['PROPFIND /en HTTP/1.1', 405, 'en'],
  ['TRACE /en HTTP/1.1', 405, 'en'],
  [`GET /zh/search?q=${'a'.repeat(100_000)} HTTP/1.1`, 414, 'zh'],
])('%s is answered with a page', async (line, status, lang) => {
  calls = [];
  const [answer] = await talk(server.port, `${line}\r\nHost: x\r\n\r\n`);
  expect([answer!.status, answer!.text]).toEqual([status, `<html lang="${lang}">error ${status}</html>`]);
  expect(answer!.headers['content-security-policy']).toContain("default-src 'self'");
  expect(calls).toEqual([]);
});

test.each([
  ['a null byte in the request line', 'GET /en\0 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a null byte in a header', 'GET /en HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n'],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  [
    'both length and chunks',
    'POST /en HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
])('%s is answered with 400 and the connection ends', async (_, text) => {
  const [answer] = await talk(server.port, Buffer.from(text, 'latin1'), 2);
  expect([answer!.status, answer!.text]).toEqual([400, '<html lang="en">error 400</html>']);
});

test('a header of 10 MB is answered with 431', async () => {
  const [answer] = await talk(
    server.port,
    `GET /en HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(10_000_000)}\r\n\r\n`,
    2,
  );
  expect([answer!.status, answer!.text]).toEqual([431, '<html lang="en">error 431</html>']);
});

test('a body over the limit is answered with 413, declared or not', async () => {
  calls = [];
  const origin = 'Origin: http://localhost:4040';
  const [declared] = await talk(
    server.port,
    `POST /en HTTP/1.1\r\nHost: x\r\n${origin}\r\nContent-Length: 5000000\r\n\r\nabc`,
  );
  const chunk = `${(60_000).toString(16)}\r\n${'a'.repeat(60_000)}\r\n`;
  const [chunked] = await talk(
    server.port,
    `POST /en HTTP/1.1\r\nHost: x\r\n${origin}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`,
  );
  const whole = await ask(server.port, '/en', [origin], 'POST', 'a'.repeat(100_000));
  expect([declared!.status, chunked!.status, whole.status]).toEqual([413, 413, 200]);
  expect(calls.map(({ method, body }) => [method, body.length])).toEqual([['POST', 100_000]]);
});

test('headers that trickle in, and a body that never ends, are answered with 408', async () => {
  const slow = connect(server.port, '127.0.0.1', () => slow.write('GET /en HTTP/1.1\r\nHost: x\r\nX-Slow: '));
  const [headers] = await readAnswers(slow, 1);
  const stuck = connect(server.port, '127.0.0.1', () =>
    stuck.write('POST /en HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:4040\r\nContent-Length: 50\r\n\r\nabc'),
  );
  const [body] = await readAnswers(stuck, 1);
  expect([headers!.status, body!.status]).toEqual([408, 408]);
});

test('an answer that fails or takes too long is an error page without details; below /api it is problem details', async () => {
  const failed = await ask(server.port, '/fails');
  const late = await ask(server.port, '/late');
  const api = await ask(server.port, '/api/v1//x');
  expect([failed.status, failed.text]).toEqual([500, '<html lang="en">error 500</html>']);
  expect([late.status, late.text]).toEqual([503, '<html lang="en">error 503</html>']);
  expect([api.status, api.headers['content-type']]).toEqual([400, 'application/problem+json']);
  expect(JSON.parse(api.text)).toEqual({
    type: 'about:blank',
    title: 'The address or the request is not well formed.',
    status: 400,
    instance: api.headers['x-request-id'],
  });
});

test('every answer carries the locks; a framed one opens only its frame', async () => {
  const page = await ask(server.port, '/en');
  const framed = await ask(server.port, '/embed/x');
  const policy = (ancestors: string) =>
    `default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; script-src-attr 'none'; style-src-attr 'none'; frame-ancestors ${ancestors}`;
  const locks = ({ headers }: typeof page) => [
    headers['content-security-policy'],
    headers['x-content-type-options'],
    headers['referrer-policy'],
    headers['cross-origin-opener-policy'],
    headers['cross-origin-resource-policy'],
    headers['strict-transport-security'],
  ];
  expect(locks(page)).toEqual([policy("'none'"), 'nosniff', 'same-origin', 'same-origin', 'same-origin', undefined]);
  expect(locks(framed)).toEqual([policy('*'), 'nosniff', 'same-origin', 'same-origin', 'cross-origin', undefined]);
  expect(page.headers['x-request-id']).toMatch(/^[\w]+-[\w]+$/);
});

test('a change from elsewhere is refused before the site sees it, except where the site checks itself', async () => {
  calls = [];
  const statuses = [
    await ask(server.port, '/en', [], 'POST', 'a=1'),
    await ask(server.port, '/en', ['Origin: https://evil.example'], 'POST', 'a=1'),
    await ask(server.port, '/en', ['Sec-Fetch-Site: cross-site', 'Origin: http://localhost:4040'], 'DELETE'),
    await ask(server.port, '/en', ['Origin: http://localhost:4040', 'Sec-Fetch-Site: same-origin'], 'POST', 'a=1'),
    await ask(server.port, '/en', [`Origin: http://127.0.0.1:${server.port}`], 'PUT', 'a=2'),
    await ask(server.port, '/inbox', ['Origin: https://elsewhere.example'], 'POST', 'a=3'),
  ].map(({ status, headers }) => [status, headers['cache-control']]);
  expect(statuses).toEqual([
    [403, 'no-store'],
    [403, 'no-store'],
    [403, 'no-store'],
    [200, 'no-store'],
    [200, 'no-store'],
    [200, 'no-store'],
  ]);
  expect(calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', 'http://localhost:4040/en', 'a=1'],
    ['PUT', 'http://localhost:4040/en', 'a=2'],
    ['POST', 'http://localhost:4040/inbox', 'a=3'],
  ]);
});

test('the address of a request comes from the configuration, not from the Host header; HTTP/1.0 needs none', async () => {
  calls = [];
  await talk(server.port, 'GET /en?x=1 HTTP/1.1\r\nHost: evil.example\r\n\r\n');
  const [old] = await talk(server.port, 'GET /en HTTP/1.0\r\n\r\n');
  expect(calls.map(({ url }) => url)).toEqual(['http://localhost:4040/en?x=1', 'http://localhost:4040/en']);
  expect(old!.status).toBe(200);
});

test('a long body is streamed whole, packed or not, and HEAD leaves it out', async () => {
  const plain = await ask(server.port, '/long');
  const packed = await ask(server.port, '/long', ['Accept-Encoding: gzip']);
  const head = await ask(server.port, '/long', [], 'HEAD');
  const rows = Array.from({ length: 40 }, (_, index) => `${index + 1};${'x'.repeat(65_530)}\n`).join('');
  expect([plain.text === rows, packed.headers['content-encoding'], head.status, head.body.length]).toEqual([
    true,
    'gzip',
    200,
    0,
  ]);
  expect(packed.text === plain.text).toBe(true);
});

test('both cookies of an answer arrive, redirects keep their place, requests in one connection answer in order', async () => {
  expect((await ask(server.port, '/cookies')).cookies).toEqual(['a=1', 'b=2']);
  const moved = await ask(server.port, '/moved');
  expect([moved.status, moved.headers['location']]).toEqual([308, '/en']);
  const answers = await talk(server.port, 'GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n', 2);
  expect(answers.map(({ text }) => text.slice(0, 5))).toEqual(['<p>/a', '<p>/b']);
});

test('health, readiness and figures', async () => {
  let ready = true;
  const own = await startTestServer({
    fetch: site,
    ready: () => (ready ? true : Promise.reject(new Error('no database'))),
  });
  expect([(await ask(own.port, '/healthz')).text, (await ask(own.port, '/readyz')).status]).toEqual(['ok\n', 200]);
  ready = false;
  expect([(await ask(own.port, '/healthz')).status, (await ask(own.port, '/readyz')).status]).toEqual([200, 503]);
  await ask(own.port, '/en/x');
  const figures = await ask(own.port, '/metrics');
  expect(figures.text).toContain('http_requests_total{route="page",status="200"} 1');
  expect(figures.text).toContain('http_requests_total{route="machine",status="503"} 1');
  expect(figures.text).toContain('page_cache_serving 1');
  expect(figures.text).toMatch(/nodejs_eventloop_lag_p99_seconds \S+/);
  expect((await ask(own.port, '/metrics', ['X-Forwarded-For: 127.0.0.1'])).status).toBe(404);
  await own.close();
});

test('shutdown finishes the request in flight, refuses new connections and ends', async () => {
  let enter = () => undefined as void;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const own = await startTestServer({
    fetch: async () => {
      enter();
      await released;
      return textResponse('finished');
    },
  });
  const idle = connect(own.port, '127.0.0.1');
  const idleEnded = new Promise((resolve) => idle.once('close', resolve));
  const inFlight = ask(own.port, '/slow');
  await entered;
  const begun = performance.now();
  const closed = own.close();
  const refused = await ask(own.port, '/new').then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code,
  );
  release();
  const answer = await inFlight;
  expect([refused, answer.text, answer.headers['connection']]).toEqual(['ECONNREFUSED', 'finished', 'close']);
  await closed;
  await idleEnded;
  // Neither the kept-alive connection nor the one opened in advance holds the end up.
  expect(performance.now() - begun).toBeLessThan(3000);
});
