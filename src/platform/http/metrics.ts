// Figures of the web server for /metrics, in the text format of Prometheus.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CacheFigures } from './page-cache.ts';

/** The classes of addresses that requests are counted by. */
export type RouteClass = 'page' | 'api' | 'asset' | 'machine' | 'other';

/** Counters of one web server. */
export type HttpMetrics = {
  registry: Registry;
  count(route: RouteClass, status: number, seconds: number): void;
  text(): Promise<string>;
};

/** Makes the counters; `cache` tells of the page cache when asked. Hits are added at scrape time, not per request. */
export function createHttpMetrics(cache: () => CacheFigures): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered without the page cache, by class of address and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to prepare answers that the page cache did not have.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const gauge = (name: string, help: string, value: (figures: CacheFigures) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value(cache()));
      },
    });
  gauge('page_cache_hits_total', 'Requests answered from the page cache.', (figures) => figures.hits);
  gauge(
    'page_cache_misses_total',
    'Requests for cacheable pages that the page cache did not have.',
    (figures) => figures.misses,
  );
  gauge('page_cache_entries', 'Answers kept.', (figures) => figures.entries);
  gauge('page_cache_bytes', 'Bytes kept.', (figures) => figures.bytes);
  gauge('page_cache_serving', '1 while the page cache serves, 0 while it is suspended or off.', (figures) =>
    figures.serving ? 1 : 0,
  );
  return {
    registry,
    count(route, status, seconds) {
      requests.inc({ route, status });
      duration.observe({ route }, seconds);
    },
    text: () => registry.metrics(),
  };
}

/** The class of an address. */
export function routeClassOf(pathname: string): RouteClass {
  if (/^\/[a-z]{2}(?:\/|$)/.test(pathname)) return 'page';
  if (pathname.startsWith('/api/')) return 'api';
  if (pathname.startsWith('/assets/')) return 'asset';
  if (/^\/(?:healthz|readyz|metrics)$/.test(pathname)) return 'machine';
  return 'other';
}
