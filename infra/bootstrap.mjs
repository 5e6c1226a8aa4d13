// The one door to the program: installs what is missing, builds what is stale, once, and says so. No dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(ROOT, ...parts);
const HUB = at('dist/services/hub/main.js');
const say = (text) => process.stderr.write(`${text}\n`);

/** What each script does once everything is there. */
const SCRIPTS = {
  start: (args) => run(process.execPath, [HUB, 'serve', ...args]),
  hub: (args) => run(process.execPath, [HUB, ...args]),
  stack: (args) => run(process.execPath, [at('dist/infra/stack/main.js'), ...args]),
  generate: () => run(process.execPath, [at('dist/services/hub/generate.js')]),
  check: () => check(),
  test: (args) => test(args),
  'test:long': (args) => jest(args, { HUB_TEST_LONG: '1' }),
  bench: (args) => run(process.execPath, ['--expose-gc', at('dist/test/bench/main.js'), ...args]),
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const script = SCRIPTS[name];
  if (script === undefined) fail(`no script '${name}'; there are ${Object.keys(SCRIPTS).join(', ')}`);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 11))
    fail(`Node ${process.version} is too old: install Node 20.11 or later`);
  const unlock = await lock();
  try {
    install();
    build();
  } finally {
    unlock();
  }
  process.exitCode = await script(args);
}

/** Two scripts started at once on a fresh checkout must not install over each other. */
async function lock() {
  const folder = at('.cache');
  const file = join(folder, 'bootstrap.lock');
  mkdirSync(folder, { recursive: true });
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(file)) takeOver(file);
    else if (!told) {
      told = true;
      say('waiting for another script that is installing or building');
    }
    await delay(200);
  }
}

/** Longer than any install takes, in milliseconds. */
const LOCK_AGE = 20 * 60_000;

/** Whether nobody holds the lock any more: its process is gone, or its number is another's by now. */
function isStale(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === process.pid || Date.now() - statSync(file).mtimeMs > LOCK_AGE) return true;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Of several that find a lock stale, one moves it away; a fresh one put there meanwhile is not removed by mistake. */
function takeOver(file) {
  const away = `${file}.${process.pid}`;
  try {
    renameSync(file, away);
    if (!isStale(away)) linkSync(away, file);
    rmSync(away, { force: true });
  } catch {
    // Another was faster.
  }
}

function install() {
  const stamp = at('node_modules/.hub-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages (the first time a few minutes: the database driver may be compiled) ...');
  const started = Date.now();
  const environment = { ...process.env };
  // A compile needs Node's headers; where they stand beside node, nothing has to be downloaded for it.
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include/node/node_api.h'))) environment.npm_config_nodedir ??= prefix;
  const ticker = tick('installing', started);
  const done = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  ticker.kill();
  if (done.status !== 0)
    fail(
      'npm ci failed: see above. It needs the npm registry, and a C++ compiler where no binary of better-sqlite3 fits.',
    );
  writeFileSync(stamp, wanted);
  say(`Installed in ${seconds(started)} s.`);
}

/** Says every ten seconds that something still goes on, while this process waits for a child. */
function tick(label, started) {
  const code = `setInterval(() => process.stderr.write('  ${label}, ' + Math.round((Date.now() - ${started}) / 1000) + ' s\\n'), 10000)`;
  return spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function build() {
  const stamp = at('dist/.hub-built');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building ...');
  const started = Date.now();
  const done = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) fail('the build failed: see above');
  writeFileSync(stamp, wanted);
  say(`Built in ${seconds(started)} s.`);
}

/** Sizes and times of all sources: cheap to read at every start. */
function fingerprint() {
  const hash = createHash('sha256');
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|json)$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path.slice(ROOT.length)} ${size} ${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['services', 'gateway', 'infra', 'schema', 'test']) walk(at(folder));
  for (const file of ['tsconfig.json', 'tsconfig.build.json']) hash.update(readFileSync(at(file)));
  return hash.digest('hex');
}

/** Formatter, linter, types, and the import rules between rooms. */
async function check() {
  const tools = [
    ['format and lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
    ['types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
    [
      'rooms',
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      ['services', 'gateway', 'schema', 'infra', 'test'],
    ],
  ];
  for (const [label, tool, args] of tools) {
    say(`checking ${label} ...`);
    const code = await run(process.execPath, [at(tool), ...args]);
    if (code !== 0) return code;
  }
  return 0;
}

async function test(args) {
  if (args.length === 0) {
    const code = await check();
    if (code !== 0) return code;
  }
  return jest(args, {});
}

/** Runs jest and closes with the counts on a line of their own. */
async function jest(args, environment) {
  const report = at('.cache/jest.json');
  rmSync(report, { force: true });
  const code = await run(
    process.execPath,
    [at('node_modules/jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...args],
    {
      env: { ...process.env, ...environment },
      // --json prints its report on standard output as well.
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
  }
  return code;
}

/** Runs a child in our place: it gets our signals, and its exit code is ours. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // Ctrl-C reaches the whole group by itself; a signal to us alone is passed on.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      });
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}

function fail(message) {
  say(message);
  process.exit(2);
}

await main();
