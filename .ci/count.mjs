// Counts a report of the tests: prints passed, failed and skipped; with CI=true a skipped test of the browser or the database has failed.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [report, ci] = process.argv.slice(2);
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const { name, status, assertionResults } of testResults) {
  const needed = /^(?:test\/site\/(?:accessibility|journeys)|src\/platform\/db\/)/.test(relative(process.cwd(), name));
  // A file that could not be loaded has no tests and has failed all the same.
  if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed += 1;
  for (const test of assertionResults) {
    if (test.status === 'passed') counts.passed += 1;
    else if (test.status === 'failed') counts.failed += 1;
    else counts[ci === 'true' && needed ? 'failed' : 'skipped'] += 1;
  }
}
process.stdout.write(`${counts.passed} ${counts.failed} ${counts.skipped}\n`);
