import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needJava, needKafka } from './java';
import { needProgram, type Program } from './programs';

/** A server that no machine has. */
const WANTED: Program = { called: 'The server', names: ['no-such-server'], apt: 'server-package' };

describe('what the stack needs on a machine', () => {
  const path = process.env['PATH'];
  const home = process.env['JAVA_HOME'];
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-need-'));
    process.env['PATH'] = `${folder}:${path}`;
    said.length = 0;
  });

  afterEach(() => {
    restore('PATH', path);
    restore('JAVA_HOME', home);
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a missing program is installed where we may, after a look for newer lists where needed', () => {
    as(0);
    const program = join(folder, 'no-such-server');
    const lists = join(folder, 'lists');
    script('apt-get', `case "$*" in *update) touch ${lists};; *) test -e ${lists} && cp "$0" ${program};; esac`);
    expect(needProgram(WANTED, say)).toBe(program);
    expect(said).toEqual(['The server is missing (no no-such-server in PATH): installing server-package ...']);
    expect(needProgram(WANTED, say)).toBe(program);
    expect(said).toHaveLength(1);
  });

  test('where we may not, or it fails, is said what to install', () => {
    script('apt-get', 'exit 100');
    as(0);
    expect(() => needProgram(WANTED, say)).toThrow(
      "The server is missing (no no-such-server in PATH), and 'apt-get install server-package' failed",
    );
    as(1000);
    expect(() => needProgram(WANTED, say)).toThrow(
      "The server is missing (no no-such-server in PATH): install it, for instance as root 'apt-get install server-package'",
    );
  });

  test('a Java that is too old is named', async () => {
    script('java', `echo 'openjdk version "11.0.1" 2018' >&2`);
    process.env['JAVA_HOME'] = join(folder, 'home');
    await expect(needJava(say)).rejects.toThrow(/java is Java 11: Kafka needs Java 17 or later/);
    script('java', `echo 'openjdk version "17.0.1" 2021' >&2`);
    await expect(needJava(say)).resolves.toBeUndefined();
  });

  test('a download that was cut off does not count', async () => {
    const jars = join(folder, 'kafka', 'libs');
    const download = `for one in "$@"; do case "$one" in -DoutputDirectory=*) echo jar > "\${one#*=}/one.jar";; esac; done`;
    script('mvn', `${download}; echo the line is dead; exit 1`);
    await expect(needKafka(say, jars)).rejects.toThrow(/could not be downloaded.*the line is dead/s);
    expect(existsSync(jars)).toBe(false);
    script('mvn', download);
    await needKafka(say, jars);
    expect(readdirSync(jars)).toEqual(['one.jar']);
    expect(readFileSync(join(jars, 'one.jar'), 'utf8')).toBe('jar\n');
  });

  function script(name: string, body: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
});

function as(user: number): void {
  jest.spyOn(process as Required<typeof process>, 'getuid').mockReturnValue(user);
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
