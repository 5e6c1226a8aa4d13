import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../errors';
import { findProgram, needProgram, type Program } from './programs';
import type { Say } from './say';

const JAVA: Program = { names: ['java'], apt: 'default-jre-headless', called: 'Java 17 or later' };
const MAVEN: Program = { names: ['mvn'], apt: 'maven', called: 'Maven' };
const OLDEST_JAVA = 17;

/** The programs that a private Kafka needs. */
export const KAFKA_PROGRAMS: readonly Program[] = [JAVA, MAVEN];

/** The Java to use. @throws InputError where it is absent or too old */
export function needJava(say: Say): string {
  const java = findOfHome() ?? needProgram(JAVA, say);
  const asked = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(`${asked.stderr}${asked.stdout}`)?.[1];
  if (version === undefined || Number(version) < OLDEST_JAVA)
    throw new InputError(
      `${java} is Java ${version ?? 'of an unknown version'}: Kafka needs Java ${OLDEST_JAVA} or later; install one, or name it in JAVA_HOME`,
    );
  return java;
}

/** The same without a look at its version. */
export function javaPath(): string {
  return findOfHome() ?? findProgram(JAVA) ?? 'java';
}

function findOfHome(): string | undefined {
  const home = process.env['JAVA_HOME'];
  return home ? findProgram({ ...JAVA, places: [join(home, 'bin')] }) : undefined;
}

/** The project's folder: sources and built code are not equally deep in it. */
function project(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : project(dirname(folder));
}

const POM = join(project(), 'infra/stack/kafka/pom.xml');

/** The version of Kafka that the project's pom names. */
export function kafkaVersion(): string {
  return /<kafka\.version>([^<]+)</.exec(readFileSync(POM, 'utf8'))![1]!;
}

/** The folder of Kafka's jars. */
export function kafkaJars(): string {
  return join(project(), '.cache', `kafka-${kafkaVersion()}`, 'libs');
}

/** Downloads Kafka's jars unless they are there. @throws InputError that says what failed */
export function needKafka(say: Say): void {
  const jars = kafkaJars();
  if (existsSync(jars)) return;
  const maven = needProgram(MAVEN, say);
  // Moved into place when whole: a download that was cut off does not count.
  const fresh = `${jars}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(jars), { recursive: true });
  say(`downloading Apache Kafka ${kafkaVersion()} through Maven ...`);
  const copy = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`];
  const done = spawnSync(maven, [...copy, '-DincludeScope=runtime'], { encoding: 'utf8' });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new InputError(
      `Maven could not download Apache Kafka ${kafkaVersion()}; it needs Maven Central or a mirror named in its settings.xml:\n${`${done.stdout ?? ''}${done.stderr ?? ''}`.trim()}`,
    );
  }
  try {
    renameSync(fresh, jars);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another was faster.
    if (!existsSync(jars)) throw error;
  }
}
